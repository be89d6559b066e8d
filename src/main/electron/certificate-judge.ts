import type { Session } from 'electron';

const ACCEPT = 0;
const REFUSE = -2;

/** What of Electron's session is needed. */
type JudgingSession = Pick<Session, 'setCertificateVerifyProc'>;

export interface CertificateJudge {
  /** From now on the window may talk to this address and port with exactly this certificate. */
  accept(place: { address: string; port: number; fingerprint: string }): void;
}

/**
 * Decides on every TLS connection of the window. Nobody signs the certificates of a local network, so the system's
 * own verdict does not count, only the fingerprint that was proven for the address. Electron tells no port: two
 * hosts on one machine are both right there, and each only under certificates that were handed in (decision 14).
 */
export function createCertificateJudge({ session }: { session: JudgingSession }): CertificateJudge {
  const accepted = new Map<string, { address: string; fingerprint: string }>();

  function install(): void {
    session.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
      const seen = readFingerprint(certificate.fingerprint);
      const isKnown = [...accepted.values()].some(
        ({ address, fingerprint }) => address === hostname.replace(/^\[|\]$/g, '') && fingerprint === seen,
      );
      answer(isKnown ? ACCEPT : REFUSE);
    });
  }

  install();
  return {
    accept({ address, port, fingerprint }) {
      const key = `${address} ${port}`;
      if (accepted.get(key)?.fingerprint === fingerprint) return;
      accepted.delete(key);
      accepted.set(key, { address, fingerprint });
      // Verdicts are kept by certificate and name; only a new judge makes old ones void.
      install();
    },
  };
}

/** Electron writes `sha256/` and base64, everything else here lower-case hex. */
function readFingerprint(text: string): string {
  return Buffer.from(text.replace(/^sha256\//, ''), 'base64').toString('hex');
}
