import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';

/** What a page needs to show or save a file without a header: good for one person and file, and a short time. */
export interface FileLinks {
  sign(fileId: string, userId: string): { url: string; expiresAt: string };
  /** Who the link was made for; throws when it is none, or too old. */
  verify(fileId: string, link: { as: string; until: string; sign: string }): string;
}

export function createFileLinks({
  secret,
  lifeMs,
  now,
}: {
  secret: Uint8Array;
  lifeMs: number;
  now: () => number;
}): FileLinks {
  const signatureOf = (fileId: string, as: string, until: string) =>
    createHmac('sha256', secret).update(`${fileId}\n${as}\n${until}`).digest();

  return {
    sign(fileId, userId) {
      const until = now() + lifeMs;
      const query = new URLSearchParams({
        as: userId,
        until: until.toString(36),
        sign: signatureOf(fileId, userId, until.toString(36)).toString('base64url'),
      });
      return { url: `/api/files/${fileId}?${query}`, expiresAt: new Date(until).toISOString() };
    },
    verify(fileId, { as, until, sign }) {
      const given = Buffer.from(sign, 'base64url');
      const wanted = signatureOf(fileId, as, until);
      const isGenuine = given.length === wanted.length && timingSafeEqual(given, wanted);
      if (!isGenuine || Number.parseInt(until, 36) < now()) {
        throw new AppError('UNAUTHENTICATED', 'That link is not good any more.');
      }
      return as;
    },
  };
}
