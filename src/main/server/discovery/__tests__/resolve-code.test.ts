import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import type { DirectoryHost, HostStatus } from '../host-list.ts';
import { type AskHost, type ResolveCodeResult, resolveCode } from '../resolve-code.ts';

function createHost(
  hostId: string,
  { status = { kind: 'ready' } as HostStatus, addresses = [`10.0.0.${hostId.length}`] } = {},
): DirectoryHost {
  return {
    hostId,
    startId: 's',
    name: `The ${hostId}`,
    version: '1',
    protocol: 1,
    features: [],
    fingerprint: hostId,
    status,
    places: addresses.map((address) => ({ address, port: 7420 })),
    sources: ['mdns'],
    isKnown: false,
  };
}

function createFixture(askHost: AskHost<string>, hosts: DirectoryHost[] = []) {
  const listeners = new Set<(hosts: DirectoryHost[]) => void>();
  const signals: AbortSignal[] = [];
  const controller = new AbortController();
  const result = resolveCode<string>({
    directory: {
      listHosts: () => hosts,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    askHost: (host, place, signal) => {
      signals.push(signal);
      return askHost(host, place, signal);
    },
    logger: createRecordingLogger(),
    signal: controller.signal,
  });
  const find = (host: DirectoryHost) => {
    hosts.push(host);
    for (const listener of listeners) listener(hosts);
  };
  return { result, find, listeners, signals, stop: () => controller.abort() };
}

function after<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}
const never = () => new Promise<never>(() => undefined);
const missed = { ok: false as const, reason: 'no-such-code' as const };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('resolving a code', () => {
  it('asks everybody at once and takes the first who proves to own it', async () => {
    const asked: string[] = [];
    const hosts = ['slow', 'owner', 'wrong'].map((hostId) => createHost(hostId));
    const { result, signals, listeners } = createFixture(async ({ hostId }) => {
      asked.push(hostId);
      if (hostId === 'owner') return after(50, { ok: true, proven: 'room 7' });
      return hostId === 'slow' ? never() : missed;
    }, hosts);
    expect(asked).toEqual(['slow', 'owner', 'wrong']);
    await vi.advanceTimersByTimeAsync(50);
    expect(await result).toMatchObject({
      ok: true,
      host: { hostId: 'owner' },
      place: { port: 7420 },
      proven: 'room 7',
    });
    expect(signals.every((signal) => signal.aborted)).toBe(true);
    expect(listeners.size).toBe(0);
  });

  it('also asks who turns up meanwhile, and each host only once', async () => {
    const asked: string[] = [];
    const { result, find } = createFixture(
      async ({ hostId }) => {
        asked.push(hostId);
        return hostId === 'late' ? { ok: true, proven: 'yes' } : missed;
      },
      [createHost('early')],
    );
    await vi.advanceTimersByTimeAsync(1000);
    find(createHost('late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(await result).toMatchObject({ ok: true, proven: 'yes' });
    expect(asked).toEqual(['early', 'late']);
  });

  it('tries the next address of a host when one is dead or hangs', async () => {
    for (const dead of [never, () => Promise.reject(new Error('ECONNREFUSED'))]) {
      const { result } = createFixture(
        async (_host, { address }) => (address === '10.0.0.1' ? dead() : { ok: true, proven: address }),
        [createHost('two', { addresses: ['10.0.0.1', '10.0.0.2'] })],
      );
      await vi.advanceTimersByTimeAsync(700);
      expect(await result).toMatchObject({ ok: true, proven: '10.0.0.2' });
    }
  });

  it('does not ask a host twice that has answered no: that would count as two guesses', async () => {
    const asked: string[] = [];
    const { result } = createFixture(
      async (_host, { address }) => {
        asked.push(address);
        return missed;
      },
      [createHost('two', { addresses: ['10.0.0.1', '10.0.0.2'] })],
    );
    await vi.advanceTimersByTimeAsync(3000);
    await result;
    expect(asked).toEqual(['10.0.0.1']);
  });

  it('says after three seconds what was tried', async () => {
    const hosts = [
      createHost('wrong'),
      createHost('silent'),
      createHost('dead'),
      createHost('limits'),
      createHost('liar'),
      createHost('old', { status: { kind: 'incompatible', reason: 'this-app-is-newer' } }),
      createHost('changed', { status: { kind: 'certificate-changed', knownFingerprint: 'x' } }),
      createHost('pinned'),
    ];
    const asked: string[] = [];
    const { result } = createFixture(async ({ hostId }) => {
      asked.push(hostId);
      if (hostId === 'silent') return never();
      if (hostId === 'dead') throw new Error('ECONNREFUSED');
      if (hostId === 'pinned') throw Object.assign(new Error('changed'), { code: 'FINGERPRINT_CHANGED' });
      if (hostId === 'limits') return { ok: false, reason: 'rate-limited', retryAfterMs: 60_000 };
      return hostId === 'liar' ? { ok: false, reason: 'bad-answer' } : missed;
    }, hosts);
    let settled: ResolveCodeResult<string> | undefined;
    void result.then((value) => {
      settled = value;
    });
    await vi.advanceTimersByTimeAsync(2999);
    expect(settled).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).not.toContain('old');
    expect(asked).not.toContain('changed');
    const outcomes =
      settled && !settled.ok ? settled.tried.map(({ hostId, outcome }) => [hostId, outcome]) : [];
    expect(settled).toMatchObject({ ok: false, reason: 'not-found' });
    expect(Object.fromEntries(outcomes)).toEqual({
      wrong: 'no-such-code',
      silent: 'still-waiting',
      dead: 'unreachable',
      limits: 'rate-limited',
      liar: 'bad-answer',
      old: 'incompatible',
      changed: 'certificate-changed',
      pinned: 'certificate-changed',
    });
  });

  it('says that nobody is here when nobody is', async () => {
    const { result } = createFixture(async () => missed);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await result).toEqual({ ok: false, reason: 'nobody-here', tried: [] });
  });

  it('asks known hosts first and no more than 64: a stranger must not guess with a thousand faces', async () => {
    const asked: string[] = [];
    const strangers = Array.from({ length: 200 }, (_, index) => createHost(`stranger-${index}`));
    const known = { ...createHost('known'), isKnown: true };
    const { result } = createFixture(
      async ({ hostId }) => {
        asked.push(hostId);
        return missed;
      },
      [...strangers, known],
    );
    await vi.advanceTimersByTimeAsync(3000);
    await result;
    expect(asked).toHaveLength(64);
    expect(asked[0]).toBe('known');
  });

  it('can be stopped', async () => {
    const { result, stop, listeners } = createFixture(never, [createHost('a')]);
    stop();
    expect(await result).toMatchObject({ ok: false, reason: 'stopped' });
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  });
});
