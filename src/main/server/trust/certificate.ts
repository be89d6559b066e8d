import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { DerTag, encodeBitString, encodeDer, encodeInteger, encodeObjectId, encodeTime } from './der.ts';

export interface HostCertificate {
  certPem: string;
  keyPem: string;
  fingerprint: string;
}

const oidEcdsaWithSha256 = '1.2.840.10045.4.3.2';
const oidCommonName = '2.5.4.3';
const oidSubjectAltName = '2.5.29.17';
const oidBasicConstraints = '2.5.29.19';
const dayMs = 24 * 60 * 60 * 1000;
// RFC 5280 4.1.2.5: this date means "no expiry"; the pin is what is trusted, not a calendar.
const noExpiry = new Date('9999-12-31T23:59:59Z');
const dnsNameTag = 0x82;
const ipAddressTag = 0x87;

/** Self-signed, ECDSA P-256: what a host shows for the whole of its life. */
export function createHostCertificate({
  commonName,
  now,
}: {
  commonName: string;
  now: number;
}): HostCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = encodeDer(DerTag.sequence, encodeObjectId(oidEcdsaWithSha256));
  const name = encodeName(commonName);
  const toBeSigned = encodeDer(
    DerTag.sequence,
    encodeDer(DerTag.context0, encodeInteger(Buffer.from([2]))),
    encodeInteger(createSerial()),
    algorithm,
    name,
    // A day of slack: the clocks of two laptops without internet rarely agree.
    encodeDer(DerTag.sequence, encodeTime(new Date(now - dayMs)), encodeTime(noExpiry)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    encodeDer(DerTag.context3, encodeDer(DerTag.sequence, ...encodeExtensions())),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const der = encodeDer(DerTag.sequence, toBeSigned, algorithm, encodeBitString(signature));
  return {
    certPem: encodePem(der),
    keyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    fingerprint: computeFingerprint(der),
  };
}

/** SHA-256 over the DER form, lower-case hex: the one spelling used everywhere. */
export function computeFingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** SHA-256 over the public key, base64: what curl takes as `--pinnedpubkey`. */
export function computeKeyPin(certPem: string): string {
  const key = new X509Certificate(certPem).publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(key).digest('base64');
}

/** Throws when the pair does not belong together or the certificate is not signed by itself. */
export function readHostCertificate({
  certPem,
  keyPem,
}: {
  certPem: string;
  keyPem: string;
}): HostCertificate {
  const certificate = new X509Certificate(certPem);
  if (!certificate.verify(certificate.publicKey)) throw new Error('The certificate is not self-signed');
  if (!certificate.checkPrivateKey(createPrivateKey(keyPem)))
    throw new Error('Key and certificate do not match');
  return { certPem, keyPem, fingerprint: computeFingerprint(certificate.raw) };
}

function createSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

function encodeName(commonName: string): Buffer {
  const attribute = encodeDer(
    DerTag.sequence,
    encodeObjectId(oidCommonName),
    encodeDer(DerTag.utf8String, Buffer.from(commonName.slice(0, 64), 'utf8')),
  );
  return encodeDer(DerTag.sequence, encodeDer(DerTag.set, attribute));
}

function encodeExtensions(): Buffer[] {
  const critical = encodeDer(DerTag.boolean, Buffer.from([0xff]));
  const notAnAuthority = encodeDer(DerTag.octetString, encodeDer(DerTag.sequence));
  const names = encodeDer(
    DerTag.sequence,
    encodeDer(dnsNameTag, Buffer.from('localhost', 'ascii')),
    encodeDer(ipAddressTag, Buffer.from([127, 0, 0, 1])),
  );
  const altNames = encodeDer(DerTag.octetString, names);
  return [
    encodeDer(DerTag.sequence, encodeObjectId(oidBasicConstraints), critical, notAnAuthority),
    encodeDer(DerTag.sequence, encodeObjectId(oidSubjectAltName), altNames),
  ];
}

function encodePem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
