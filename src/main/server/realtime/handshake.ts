import { AppError } from '#shared/contract/errors.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import { HandshakeAuthSchema } from '#shared/contract/realtime.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import type { Actor } from '../domain/actor.ts';

/** The person a handshake proves, null when it names none. Throws what refuses the connection. */
export async function readHandshake(
  auth: unknown,
  authenticate: (token: string) => Promise<Actor>,
): Promise<Actor | null> {
  const { token, protocol } = parseInput(HandshakeAuthSchema, auth);
  if (protocol !== undefined && protocol !== PROTOCOL_VERSION) {
    const older =
      protocol < PROTOCOL_VERSION ? 'The app is older than the host' : 'The host is older than the app';
    throw new AppError('VERSION_MISMATCH', `${older}. Update it to connect.`, {
      hostProtocol: PROTOCOL_VERSION,
      clientProtocol: protocol,
    });
  }
  return token === undefined ? null : authenticate(token);
}
