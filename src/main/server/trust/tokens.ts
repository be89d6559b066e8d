import { errors, jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/contract/errors.ts';

export interface Tokens {
  sign(subject: { userId: string; spaceId: string }): Promise<string>;
  /** Throws UNAUTHENTICATED or TOKEN_EXPIRED. */
  verify(token: string): Promise<{ userId: string; spaceId: string }>;
}

interface Options {
  secret: Uint8Array;
  /** The host's id: a token of another host is not accepted. */
  hostId: string;
  lifeMs: number;
  now: () => number;
}

export function createTokens({ secret, hostId, lifeMs, now }: Options): Tokens {
  return {
    sign: ({ userId, spaceId }) =>
      new SignJWT({ space: spaceId })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(userId)
        .setIssuer(hostId)
        .setIssuedAt(new Date(now()))
        .setExpirationTime(new Date(now() + lifeMs))
        .sign(secret),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer: hostId,
          currentDate: new Date(now()),
        });
        const { sub, space } = payload;
        if (typeof sub === 'string' && typeof space === 'string') return { userId: sub, spaceId: space };
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          throw new AppError('TOKEN_EXPIRED', 'Your token has expired.');
      }
      throw new AppError('UNAUTHENTICATED', 'That is no valid token of this host.');
    },
  };
}
