import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import { type Cause, type CheckResults, diagnose } from '../diagnose.ts';
import { removeSecrets, runDoctor } from '../doctor.ts';

const reachable: CheckResults = {
  route: 'ok',
  portFromHere: 'ok',
  portFromHost: 'ok',
  multicast: 'ok',
  vpn: 'ok',
  version: 'ok',
  clock: 'ok',
  firewall: 'ok',
};

describe('the diagnosis', () => {
  it.each<[Cause, CheckResults]>([
    ['all-well', reachable],
    ['no-network', { route: 'no-network', portFromHere: 'unreachable', multicast: 'not-sent' }],
    ['name-not-found', { name: 'not-found', route: 'ok' }],
    ['this-app-is-older', { ...reachable, version: 'this-app-is-older' }],
    ['this-app-is-newer', { ...reachable, version: 'this-app-is-newer', clock: 'differs' }],
    ['host-not-running', { ...reachable, portFromHere: 'refused', portFromHost: 'timeout' }],
    ['not-a-spaces-host', { ...reachable, portFromHere: 'not-spaces' }],
    [
      'vpn-in-the-way',
      { ...reachable, portFromHere: 'timeout', portFromHost: 'timeout', vpn: 'owns-the-route' },
    ],
    ['all-well', { ...reachable, vpn: 'owns-the-route' }],
    [
      'no-local-network-permission',
      {
        ...reachable,
        portFromHere: 'unreachable',
        firewall: 'no-local-network-permission',
        multicast: 'not-sent',
      },
    ],
    ['other-network', { route: 'other-subnet', portFromHere: 'timeout' }],
    ['host-firewall', { ...reachable, portFromHere: 'timeout' }],
    ['own-firewall', { ...reachable, portFromHost: 'timeout' }],
    ['public-network-profile', { ...reachable, portFromHost: 'timeout', firewall: 'public-profile' }],
    // Its answer came by a datagram: nothing keeps the devices apart, and its port is where to begin.
    [
      'host-firewall',
      { ...reachable, portFromHere: 'timeout', portFromHost: 'unreachable', multicast: 'nobody-answers' },
    ],
    ['host-firewall', { route: 'ok', portFromHere: 'timeout', datagrams: 'answer', witness: 'sees-it' }],
    ['host-firewall', { route: 'ok', portFromHere: 'timeout', neighbour: 'there' }],
    [
      'isolated-devices',
      { route: 'ok', portFromHere: 'timeout', neighbour: 'silent', witness: 'sees-it', multicast: 'ok' },
    ],
    ['isolated-devices', { route: 'ok', portFromHere: 'timeout', neighbour: 'there', witness: 'sees-it' }],
    ['no-device-there', { route: 'ok', portFromHere: 'unreachable', neighbour: 'silent' }],
    ['no-device-there', { route: 'ok', portFromHere: 'timeout', neighbour: 'silent', witness: 'not-either' }],
    ['blocked-on-the-way', { route: 'ok', portFromHere: 'timeout', neighbour: 'unknown' }],
    ['blocked-on-the-way', { route: 'ok', portFromHere: 'timeout' }],
    ['own-firewall', { route: 'ok', firewall: 'blocks', multicast: 'nobody-answers' }],
    ['all-well', { ...reachable, firewall: 'blocks' }],
    ['public-network-profile', { route: 'ok', firewall: 'public-profile', multicast: 'nobody-answers' }],
    ['all-well', { ...reachable, firewall: 'unknown' }],
    ['multicast-blocked', { ...reachable, multicast: 'nobody-answers' }],
    ['clock-differs', { ...reachable, clock: 'differs' }],
    ['unknown', {}],
  ])('is %s', (cause, results) => {
    expect(diagnose(results)).toEqual({ cause, adviceKey: `doctor.${cause}` });
  });
});

describe('the doctor', () => {
  it('runs all checks, survives the broken and the endless ones, and reports', async () => {
    const logger = createRecordingLogger();
    const finding = await runDoctor({
      about: { version: '0.1.0' },
      logger,
      timeoutMs: 30,
      checks: {
        route: async () => ({ outcome: 'ok', note: '10.0.0.5 over eth0' }),
        portFromHere: async () => ({ outcome: 'timeout', note: `pin ${'ab'.repeat(32)}, code K7Q XM2` }),
        portFromHost: async () => ({ outcome: 'ok' }),
        clock: async () => {
          throw new Error('no clock for token=abc');
        },
        multicast: () => new Promise(() => undefined),
      },
    });
    expect(finding.diagnosis.cause).toBe('host-firewall');
    expect(finding.results).toEqual({ route: 'ok', portFromHere: 'timeout', portFromHost: 'ok' });
    expect(finding.report).toBe(
      'Spaces network report\nversion: 0.1.0\ncause: host-firewall\nroute: ok (10.0.0.5 over eth0)\n' +
        'portFromHere: timeout (pin abababab…, code [code])\nportFromHost: ok\nclock: did not finish\nmulticast: did not finish',
    );
    expect(JSON.stringify(logger.lines)).not.toContain('abc');
  });
});

describe('a report', () => {
  it.each([
    ['room code K7QXM2 here', 'room code [code] here'],
    ['http://10.0.0.5:7420/spaces/abcdef', 'http://10.0.0.5:7420/spaces/[code]'],
    ['spaces://join/ABC-DEF?x', 'spaces://join/[code]?x'],
    ['typed K7Q-XM2', 'typed [code]'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [removed]'],
    ['{"token":"xyz"}', '{"token":"[removed]"}'],
    [`jwt eyJhbGciOi.eyJzdWIi.sig_1`, 'jwt [token]'],
    [`fp ${'0f'.repeat(32)}`, 'fp 0f0f0f0f…'],
    [`fp ${Array.from({ length: 32 }, () => 'AB').join(':')}`, 'fp AB:AB:AB:AB…'],
    [`x ${'Zz0_-aA1'.repeat(5)}`, 'x [secret]'],
    ['WARNING: ECONNREFUSED 192.168.1.20:7420 DENIED', 'WARNING: ECONNREFUSED 192.168.1.20:7420 DENIED'],
  ])('of %j shows %j', (text, clean) => {
    expect(removeSecrets(text)).toBe(clean);
  });

  it('never shows a code in a place where codes are written', () => {
    const code = fc.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/);
    const place = fc.constantFrom('/spaces/', 'spaces://join/', 'code: ', 'code=', '?code=');
    fc.assert(fc.property(code, place, (one, before) => !removeSecrets(`${before}${one} end`).includes(one)));
  });
});
