import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { JsonFile } from './json-file.ts';

/** `system`: encrypted by the system's key store; `none`: it has none, and only the file's mode protects it. */
export const SecretsSchema = z.object({
  protection: z.enum(['system', 'none']),
  deviceId: z.string().check(z.minLength(1)),
});
export type StoredSecrets = z.infer<typeof SecretsSchema>;

/** The part of Electron's safeStorage that is needed. */
export interface KeyStore {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

export interface Secrets {
  /**
   * Brings this device's user back on one host. Made for what only that host can show, its certificate: a host that
   * took the name of another one learns nothing that would open a door there.
   */
  getDeviceId(proof: string): Promise<string>;
}

export function createSecrets({
  file,
  keyStore,
  onUnreadable,
}: {
  file: JsonFile<StoredSecrets>;
  keyStore: KeyStore;
  onUnreadable: () => void;
}): Secrets {
  let deviceId: Promise<string> | undefined;

  function reveal({ protection, deviceId: stored }: StoredSecrets): string | null {
    if (protection === 'none') return stored;
    try {
      return keyStore.decryptString(Buffer.from(stored, 'base64'));
    } catch {
      onUnreadable();
      return null;
    }
  }

  async function readOrCreate(): Promise<string> {
    const stored = await file.read();
    const known = stored && reveal(stored);
    if (known) return known;
    const fresh = randomBytes(24).toString('base64url');
    await file.write(
      keyStore.isEncryptionAvailable()
        ? { protection: 'system', deviceId: keyStore.encryptString(fresh).toString('base64') }
        : { protection: 'none', deviceId: fresh },
    );
    return fresh;
  }

  return {
    async getDeviceId(proof) {
      deviceId ??= readOrCreate().catch((error: unknown) => {
        deviceId = undefined;
        throw error;
      });
      return createHmac('sha256', await deviceId)
        .update(proof)
        .digest('base64url');
    },
  };
}
