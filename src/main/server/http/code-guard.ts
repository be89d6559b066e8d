import { AppError } from '#shared/contract/errors.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { GuessLimiter } from '../trust/guess-limiter.ts';

/** Failures of an address are counted, and too many make it wait; a wrong password counts as a wrong code does. */
export interface CodeGuard {
  readonly look: LookUpCode;
  readonly prove: ProvePassword;
}

interface Options {
  /** Where everything that fails is counted, whatever way it came. */
  guesses: Pick<GuessLimiter, 'checkAddress' | 'noteCode' | 'reportFailure'>;
  /** The rooms that a code is looked for among: one that belongs to none was tried on each of them. */
  listRoomIds: () => string[];
  hasLimits: boolean;
  /** What belongs to one machine counts as one. */
  toSource: (address: string) => string;
}

const ignore = () => {};

interface Try {
  source: string;
  code: string | undefined;
}

type IsGuess = (error: AppError) => boolean;

const isWrongPassword: IsGuess = ({ code, details }) =>
  code === 'WRONG_PASSWORD' && details?.isMissing !== true;

const isUnknownCode: IsGuess = ({ code }) => code === 'ROOM_NOT_FOUND';
/** A token without an invitation: no room has to change for it. */
const isUnknownInvite: IsGuess = ({ code }) => code === 'NOT_FOUND';

/** Six characters can be guessed by a machine that never has to wait: failures are counted, and too many make it wait. */
export function createCodeGuard({ guesses, listRoomIds, hasLimits, toSource }: Options): CodeGuard {
  /** The last try of each machine that is not over. */
  const underWay = new Map<string, Promise<void>>();

  function assertFree(source: string): void {
    const permit = guesses.checkAddress(source);
    if (permit.isAllowed) return;
    throw new AppError('RATE_LIMITED', 'Too many wrong tries. Wait before the next one.', {
      retryAfterMs: permit.retryAfterMs,
    });
  }

  function recordFailure({ source, code }: Try, error: AppError): void {
    const isNewGuess = isUnknownCode(error) && (code === undefined || guesses.noteCode(source, code));
    guesses.reportFailure({ address: source, roomIds: isNewGuess ? listRoomIds() : [] });
  }

  async function attempt<T>(own: Try, work: () => Promise<T>, isGuess: IsGuess): Promise<T> {
    assertFree(own.source);
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && isGuess(error)) recordFailure(own, error);
      throw error;
    }
  }

  /** One try of a machine at a time: proving takes its time, and a thousand at once would all begin before one failed. */
  async function count<T>(
    { address, code }: { address: string; code?: string | undefined },
    work: () => Promise<T>,
    isGuess: IsGuess,
  ): Promise<T> {
    if (!hasLimits) return work();
    const source = toSource(address);
    const before = underWay.get(source) ?? Promise.resolve();
    const own = before.then(() => attempt({ source, code }, work, isGuess));
    const settled = own.then(ignore, ignore);
    underWay.set(source, settled);
    try {
      return await own;
    } finally {
      if (underWay.get(source) === settled) underWay.delete(source);
    }
  }

  return {
    look: (address, lookUp, code) =>
      count(
        { address, code },
        lookUp,
        (error) => isUnknownCode(error) || isUnknownInvite(error) || isWrongPassword(error),
      ),
    prove: (address, password, enter) =>
      password === undefined ? enter() : count({ address }, enter, isWrongPassword),
  };
}
