import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createHostCertificate, type HostCertificate, readHostCertificate } from './certificate.ts';
import type { Logger } from './logger.ts';
import { setFileAside, writeFileAtomically } from './write-file-atomically.ts';

export const hostCertificateFile = 'host-certificate.json';

const storedCertificate = z.object({ version: z.literal(1), cert: z.string(), key: z.string() });

export interface LoadedHostCertificate extends HostCertificate {
  /** `replaced` means that everybody who knew this host will be warned: the person must be told why. */
  origin: 'kept' | 'created' | 'replaced';
  setAside?: string;
}

/** Made once and kept for good: others recognise this host by it. */
export async function loadHostCertificate({
  directory,
  commonName,
  now,
  logger,
}: {
  directory: string;
  commonName: string;
  now: () => number;
  logger: Logger;
}): Promise<LoadedHostCertificate> {
  const file = join(directory, hostCertificateFile);
  const text = await readIfThere(file);
  if (text === undefined) {
    return { ...(await createAndStore({ file, commonName, now: now() })), origin: 'created' };
  }
  const certificate = parseStored(text);
  if (certificate) {
    await closeToOthers(file);
    return { ...certificate, origin: 'kept' };
  }
  const setAside = await setFileAside(file, now());
  logger.error({ setAside }, 'The host certificate was damaged; a new one was made');
  return { ...(await createAndStore({ file, commonName, now: now() })), origin: 'replaced', setAside };
}

function parseStored(text: string): HostCertificate | undefined {
  try {
    const stored = storedCertificate.parse(JSON.parse(text));
    return readHostCertificate({ certPem: stored.cert, keyPem: stored.key });
  } catch {
    return undefined;
  }
}

/** Only a missing file leads to a new identity; a file that may not be read is an error to solve. */
async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function createAndStore({
  file,
  commonName,
  now,
}: {
  file: string;
  commonName: string;
  now: number;
}): Promise<HostCertificate> {
  const certificate = createHostCertificate({ commonName, now });
  const stored = { version: 1, cert: certificate.certPem, key: certificate.keyPem };
  await writeFileAtomically(file, `${JSON.stringify(stored, null, 2)}\n`);
  return certificate;
}

async function closeToOthers(file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) await chmod(file, 0o600);
}
