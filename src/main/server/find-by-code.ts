import { AppError } from '#shared/contract/errors.ts';
import type { HostDirectory, TypedAddressResult } from './discovery/host-directory.ts';
import type { HostPlace } from './discovery/host-list.ts';
import { resolveCode } from './discovery/resolve-code.ts';
import { explainFailure, refuseVersion } from './network-failures.ts';
import { findAddress } from './network-places.ts';
import { askHostForCode } from './trust/ask-host-for-code.ts';
import type { Welcome } from './trust/code-join-messages.ts';
import type { Logger } from './trust/logger.ts';
import type { PinStore } from './trust/pin-store.ts';

export interface LocatedHost extends HostPlace {
  readonly hostId: string;
  readonly name: string;
  /** The only certificate that is accepted there. */
  readonly fingerprint: string;
}

export interface FoundByCode {
  readonly host: LocatedHost;
  readonly welcome: Welcome;
}

export interface CodeWish {
  readonly code: string;
  readonly typed: HostPlace | null;
  readonly signal?: AbortSignal;
}

/** Asks everybody for a code, and somebody at an address that was typed too. */
export async function findByCode(
  { code, typed, signal }: CodeWish,
  { directory, pins, logger }: { directory: HostDirectory; pins: PinStore; logger: Logger },
): Promise<FoundByCode> {
  // It enters the directory when it answers, and is asked for the code then like all others.
  let typedAnswer: TypedAddressResult | AppError | undefined;
  const tryTyped = async (place: HostPlace) => {
    typedAnswer = await findAddress(place).then(directory.tryAddress, (error: AppError) => error);
  };
  if (typed) void tryTyped(typed);
  const result = await resolveCode<Welcome>({
    directory,
    logger,
    ...(signal && { signal }),
    askHost: async (host, at, signalled) => {
      const answer = await askHostForCode({ host: { ...host, ...at }, code, pins, signal: signalled });
      return answer.ok ? { ok: true, proven: answer.welcome } : answer;
    },
  });
  if (result.ok) {
    const { hostId, name, fingerprint } = result.host;
    return { host: { hostId, name, fingerprint, ...result.place }, welcome: result.proven };
  }
  if (typedAnswer instanceof AppError) throw typedAnswer;
  if (typedAnswer?.ok && typedAnswer.host.status.kind === 'incompatible')
    throw refuseVersion(typedAnswer.host);
  throw explainFailure(result, typedAnswer?.ok === false && typedAnswer.reason === 'no-answer');
}
