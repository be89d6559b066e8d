import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes as text. Shown once; the host keeps only the hash. */
export function createSecret(): string {
  return randomBytes(32).toString('hex');
}

/** Over the text, not over the bytes it spells. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Who holds a secret is read from the secret itself: no id has to be sent with it. */
export function deriveId(secret: string): string {
  return hashSecret(secret).slice(0, 16);
}

export function isSameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
