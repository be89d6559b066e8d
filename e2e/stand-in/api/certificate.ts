import type { X509Certificate } from 'node:crypto';
import { createHash } from 'node:crypto';

/** Electron's Certificate, from Node's. */
export function describeCertificate(certificate: X509Certificate) {
  const readName = (text: string) => /(?:^|\n)CN=([^\n]*)/.exec(text)?.[1] ?? '';
  const describePrincipal = (text: string) => ({ commonName: readName(text) });
  return {
    data: certificate.toString(),
    fingerprint: `sha256/${createHash('sha256').update(certificate.raw).digest('base64')}`,
    subject: describePrincipal(certificate.subject),
    subjectName: readName(certificate.subject),
    issuer: describePrincipal(certificate.issuer ?? ''),
    issuerName: readName(certificate.issuer ?? ''),
    serialNumber: certificate.serialNumber,
    validStart: Date.parse(certificate.validFrom) / 1000,
    validExpiry: Date.parse(certificate.validTo) / 1000,
  };
}
