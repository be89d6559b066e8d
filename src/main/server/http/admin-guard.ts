import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Throws unless the token is the host's own; takes the same time however wrong it is. */
export type AssertAdmin = (token: string | null) => void;

export function createAdminGuard(adminToken: string): AssertAdmin {
  const expected = digest(adminToken);
  return (token) => {
    if (token === null)
      throw new AppError('UNAUTHENTICATED', 'The admin token is needed: Authorization: Bearer …');
    if (!timingSafeEqual(digest(token), expected)) {
      throw new AppError('UNAUTHENTICATED', 'That is not the admin token of this host.');
    }
  };
}
