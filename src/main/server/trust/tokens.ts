import { errors, jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/contract/errors.ts';

export interface TokenSubject {
  readonly userId: string;
  readonly spaceId: string;
  /** Which round of tokens of its user it belongs to: ending all of them begins the next. */
  readonly round: number;
}

export interface Tokens {
  sign(subject: TokenSubject): Promise<string>;
  /** Throws UNAUTHENTICATED or TOKEN_EXPIRED. */
  verify(token: string): Promise<TokenSubject>;
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
    sign: ({ userId, spaceId, round }) =>
      new SignJWT({ space: spaceId, round })
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
        // Tokens of earlier versions carry no round.
        const { sub, space, round = 0 } = payload;
        if (typeof sub === 'string' && typeof space === 'string' && typeof round === 'number') {
          return { userId: sub, spaceId: space, round };
        }
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          throw new AppError('TOKEN_EXPIRED', 'Your token has expired.');
      }
      throw new AppError('UNAUTHENTICATED', 'That is no valid token of this host.');
    },
  };
}
