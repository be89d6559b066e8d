import { AppError } from '#shared/contract/errors.ts';
import type { FoundRoom, HostAddress, Settings } from '#shared/contract/ipc.ts';
import { askHost, type Person } from './ask-host.ts';
import { parseHostAddress } from './host-address.ts';

const ANSWER_WITHIN = 3_000;
const KNOWN_HOSTS_KEPT = 50;

/** An answer that says more than that the room is not there, the weightiest first. */
const TELLING = ['RATE_LIMITED', 'BANNED', 'VERSION_MISMATCH'] as const;

export interface CodeResolver {
  resolve(wish: { code: string; address?: string | undefined }): Promise<FoundRoom>;
}

/** Asks this machine's host, every known one and the typed one at the same time; the first that has the room wins. */
export function createCodeResolver({
  getOwnAddress,
  readKnownHosts,
  rememberHosts,
  getPerson,
  answerWithin = ANSWER_WITHIN,
}: {
  getOwnAddress: () => HostAddress | null;
  readKnownHosts: () => Settings['knownHosts'];
  rememberHosts: (hosts: Settings['knownHosts']) => Promise<unknown>;
  getPerson: () => Promise<Person>;
  /** Milliseconds a host may take. */
  answerWithin?: number;
}): CodeResolver {
  function listAddresses(own: HostAddress | null, typed: string | null): string[] {
    const known = readKnownHosts().filter(({ hostId }) => hostId !== own?.hostId);
    return [...new Set([own?.baseUrl, typed, ...known.map(({ baseUrl }) => baseUrl)])].filter(
      (baseUrl): baseUrl is string => typeof baseUrl === 'string',
    );
  }

  async function remember({ baseUrl, hostId, name }: HostAddress): Promise<void> {
    const others = readKnownHosts().filter((host) => host.hostId !== hostId && host.baseUrl !== baseUrl);
    await rememberHosts([{ baseUrl, hostId, name }, ...others].slice(0, KNOWN_HOSTS_KEPT));
  }

  return {
    async resolve({ code, address }) {
      const typed = address === undefined || address.trim() === '' ? null : parseHostAddress(address);
      if (typed === null && address?.trim()) {
        throw new AppError('VALIDATION_FAILED', 'This is not an address.', { fields: ['address'] });
      }
      const own = getOwnAddress();
      const person = await getPerson();
      const found = new AbortController();
      const reached: HostAddress[] = [];

      const questions = listAddresses(own, typed).map((baseUrl) =>
        askHost({
          baseUrl,
          code,
          person,
          isOwn: baseUrl === own?.baseUrl,
          signal: AbortSignal.any([found.signal, AbortSignal.timeout(answerWithin)]),
          onReached: (host) => reached.push(host),
        }),
      );
      try {
        return await Promise.any(questions);
      } catch (error) {
        throw explainFailure(error instanceof AggregateError ? error.errors : [error], {
          isTypedMissing: typed !== null && !reached.some(({ baseUrl }) => baseUrl === typed),
        });
      } finally {
        found.abort();
        const met = reached.find(({ baseUrl, isOwn }) => baseUrl === typed && !isOwn);
        if (met) await remember(met);
      }
    },
  };
}

/** One sentence for many answers: what the person typed comes first, then what a host had to say. */
function explainFailure(
  errors: readonly unknown[],
  { isTypedMissing }: { isTypedMissing: boolean },
): AppError {
  const answers = errors.filter((error) => error instanceof AppError);
  const telling = TELLING.map((code) => answers.find((answer) => answer.code === code)).find(
    (found) => found,
  );
  if (telling) return telling;
  if (isTypedMissing) return new AppError('NOT_REACHABLE', 'No Spaces host answers at this address.');
  const unexpected = errors.find((error) => !(error instanceof AppError));
  if (unexpected) throw unexpected;
  const other = answers.find(({ code }) => code !== 'ROOM_NOT_FOUND' && code !== 'NOT_REACHABLE');
  return other ?? new AppError('ROOM_NOT_FOUND', 'No host has a room with this code.');
}
