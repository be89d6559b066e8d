import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { refuseUnknown } from '../not-imitated.ts';

/** Really encrypts, but with a key that anybody can know: the keyring is imitated. */
export function createSafeStorage() {
  const key = createHash('sha256').update('electron-stand-in').digest();
  const prefix = Buffer.from('v11');
  return refuseUnknown(
    {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString(text: string): Buffer {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', key, nonce);
        const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
        return Buffer.concat([prefix, nonce, cipher.getAuthTag(), body]);
      },
      decryptString(encrypted: Buffer): string {
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15));
          decipher.setAuthTag(encrypted.subarray(15, 31));
          return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
        } catch {
          throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
        }
      },
    },
    'safeStorage',
  );
}
