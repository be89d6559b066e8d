import { setTimeout as waitFor } from 'node:timers/promises';
import type { Logger } from '../trust/logger.ts';
import type { HostDirectory } from './host-directory.ts';
import type { DirectoryHost, HostPlace } from './host-list.ts';

const defaultTimeoutMs = 3000;
/** Each host that is asked may itself guess a few codes: a stranger with a thousand faces gets no thousand tries. */
const maxHostsAsked = 64;
/** A dead address may hang for seconds; the next one is not kept waiting for it. */
const nextPlaceAfterMs = 600;

/** What asking one host at one of its places came to; the proven answer is whatever the trust code made of it. */
export type AskResult<Proven> =
  | { ok: true; proven: Proven }
  | { ok: false; reason: AskFailure; retryAfterMs?: number };
export type AskFailure = 'no-such-code' | 'rate-limited' | 'bad-answer';

export type AskHost<Proven> = (
  host: DirectoryHost,
  place: HostPlace,
  signal: AbortSignal,
) => Promise<AskResult<Proven>>;

export interface TriedHost {
  hostId: string;
  name: string;
  outcome: AskFailure | 'unreachable' | 'still-waiting' | 'certificate-changed' | 'incompatible';
  retryAfterMs?: number;
}

export type ResolveCodeResult<Proven> =
  | { ok: true; host: DirectoryHost; place: HostPlace; proven: Proven }
  | { ok: false; reason: 'nobody-here' | 'not-found' | 'stopped'; tried: TriedHost[] };

/** Asks everybody at once, also those who turn up meanwhile; the first who proves to own the code has it. */
export function resolveCode<Proven>({
  directory,
  askHost,
  logger,
  signal,
  timeoutMs = defaultTimeoutMs,
}: {
  directory: Pick<HostDirectory, 'listHosts' | 'onChange'>;
  /** Must tell a failed connection by rejecting. */
  askHost: AskHost<Proven>;
  logger: Logger;
  signal?: AbortSignal;
  timeoutMs?: number;
}): Promise<ResolveCodeResult<Proven>> {
  const tried = new Map<string, TriedHost>();
  const asking = new AbortController();
  return new Promise((resolve) => {
    const finish = (result: ResolveCodeResult<Proven>) => {
      if (asking.signal.aborted) return;
      asking.abort();
      clearTimeout(timer);
      stopListening();
      signal?.removeEventListener('abort', handleStop);
      resolve(result);
    };
    const fail = (reason: 'nobody-here' | 'not-found' | 'stopped') =>
      finish({ ok: false, reason, tried: [...tried.values()] });
    const handleStop = () => fail('stopped');

    const ask = async (host: DirectoryHost) => {
      const key = `${host.hostId} ${host.fingerprint} ${host.startId}`;
      if (tried.has(key) || tried.size >= maxHostsAsked) return;
      const entry: TriedHost = { hostId: host.hostId, name: host.name, outcome: 'still-waiting' };
      tried.set(key, entry);
      // Neither is asked: a changed certificate is for the person to judge, another version would not understand.
      if (host.status.kind !== 'ready') {
        entry.outcome = host.status.kind;
        return;
      }
      for (const place of host.places) {
        const answered = askPlace(host, place, entry);
        // Not all at once: each question that is answered counts as a guess at the host.
        const isDone = await Promise.race([answered, waitFor(nextPlaceAfterMs, false, { ref: false })]);
        if (isDone || asking.signal.aborted) return;
      }
    };
    /** Answers whether the host said anything, good or bad. */
    const askPlace = async (host: DirectoryHost, place: HostPlace, entry: TriedHost): Promise<boolean> => {
      try {
        const result = await askHost(host, place, asking.signal);
        if (result.ok) finish({ ok: true, host, place, proven: result.proven });
        else entry.outcome = result.reason;
        if (!result.ok && result.retryAfterMs !== undefined) entry.retryAfterMs = result.retryAfterMs;
        return true;
      } catch (error) {
        if (asking.signal.aborted || entry.outcome !== 'still-waiting') return false;
        const isOther = hasCode(error, 'FINGERPRINT_CHANGED', 'PIN_MISMATCH');
        entry.outcome = isOther ? 'certificate-changed' : 'unreachable';
        logger.info({ hostId: host.hostId, outcome: entry.outcome }, 'A host could not be asked for a code');
        return false;
      }
    };
    const askAll = (hosts: DirectoryHost[]) => {
      // Known ones first: they must not be crowded out.
      for (const host of hosts.toSorted((one, other) => Number(other.isKnown) - Number(one.isKnown)))
        void ask(host);
    };

    const timer = setTimeout(() => fail(tried.size === 0 ? 'nobody-here' : 'not-found'), timeoutMs);
    const stopListening = directory.onChange(askAll);
    signal?.addEventListener('abort', handleStop);
    if (signal?.aborted) handleStop();
    else askAll(directory.listHosts());
  });
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && codes.includes(code);
}
