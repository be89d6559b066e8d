import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { createCertificateJudge } from '../certificate-judge.ts';

type Judge = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;

const hex = (byte: string) => byte.repeat(32);

/** What the window's session was told last, and how often it was told. */
function setUp() {
  const installed: Judge[] = [];
  const judge = createCertificateJudge({
    session: { setCertificateVerifyProc: (proc) => void (proc && installed.push(proc)) },
  });
  const ask = (hostname: string, fingerprint: string) => {
    let verdict: number | undefined;
    const certificate = { fingerprint: `sha256/${Buffer.from(fingerprint, 'hex').toString('base64')}` };
    installed.at(-1)?.({ hostname, certificate } as never, (given) => {
      verdict = given;
    });
    return verdict;
  };
  return { judge, ask, installed };
}

test('nothing is accepted before it was proven, whoever signed it', () => {
  expect(setUp().ask('10.0.0.5', hex('aa'))).toBe(-2);
});

test('a certificate is accepted at its own address only', () => {
  const { judge, ask } = setUp();
  judge.accept({ address: '10.0.0.5', port: 7420, fingerprint: hex('aa') });
  expect(ask('10.0.0.5', hex('aa'))).toBe(0);
  expect(ask('10.0.0.6', hex('aa'))).toBe(-2);
  expect(ask('10.0.0.5', hex('bb'))).toBe(-2);
});

test('two hosts on one machine are both right there', () => {
  const { judge, ask } = setUp();
  judge.accept({ address: 'fe80::1', port: 7420, fingerprint: hex('aa') });
  judge.accept({ address: 'fe80::1', port: 7421, fingerprint: hex('bb') });
  expect([ask('[fe80::1]', hex('aa')), ask('fe80::1', hex('bb'))]).toEqual([0, 0]);
});

test('another host at an address voids the old verdict, which the session would keep', () => {
  const { judge, ask, installed } = setUp();
  judge.accept({ address: '10.0.0.5', port: 7420, fingerprint: hex('aa') });
  judge.accept({ address: '10.0.0.5', port: 7420, fingerprint: hex('aa') });
  expect(installed).toHaveLength(2);
  judge.accept({ address: '10.0.0.5', port: 7420, fingerprint: hex('bb') });
  expect(installed).toHaveLength(3);
  expect([ask('10.0.0.5', hex('aa')), ask('10.0.0.5', hex('bb'))]).toEqual([-2, 0]);
});
