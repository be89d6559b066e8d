import { describe, expect, it } from 'vitest';
import { checkFirewall } from '../ask-system.ts';
import { readMacSigns, readNeighbour, readWindowsSigns } from '../firewall-signs.ts';

const rule = (action: number, profile: number, enabled = 1, direction = 1) => ({
  direction,
  action,
  enabled,
  profile,
});
const firewalls = (enabled = 1, inbound = 0) =>
  ['Domain', 'Private', 'Public'].map((name) => ({ name, enabled, inbound }));
const say = (category: number, ...later: unknown[]) =>
  [[{ alias: 'Wi-Fi', category }], ...later].map((line) => JSON.stringify(line)).join('\r\n');

describe('the signs of the Windows firewall', () => {
  it.each([
    ['a private network with a rule', say(1, firewalls(), [rule(2, 2)]), 'ok'],
    ['a rule for every profile', say(1, firewalls(), [rule(2, 0)]), 'ok'],
    ['a public network, the rule is for private ones', say(0, firewalls(), [rule(2, 2)]), 'public-profile'],
    ['a public network that Windows was told to refuse', say(0, firewalls(), [rule(4, 4)]), 'public-profile'],
    ['a public network that is allowed', say(0, firewalls(), [rule(2, 4)]), 'ok'],
    ['a private network that is refused', say(1, firewalls(), [rule(2, 2), rule(4, 2)]), 'blocks'],
    ['no rule at all', say(1, firewalls(), []), 'blocks'],
    ['a rule that is switched off', say(1, firewalls(), [rule(2, 2, 2)]), 'blocks'],
    ['a rule for what goes out', say(1, firewalls(), [rule(2, 2, 1, 2)]), 'blocks'],
    ['no rule, and everything may come in', say(2, firewalls(1, 2), []), 'ok'],
    ['the firewall is off', say(0, firewalls(0), []), 'ok'],
    ['public, and no time for the rules', say(0, firewalls()), 'public-profile'],
    ['private, and no time for the rules', say(1, firewalls()), 'unknown'],
    ['nothing', '', 'unknown'],
    ['a complaint', 'Get-NetConnectionProfile : Access denied', 'unknown'],
    ['an answer cut off', say(1, firewalls(), []).slice(0, 20), 'unknown'],
  ])('%s', (_what, output, outcome) => {
    expect(readWindowsSigns(output, 'Wi-Fi').outcome).toBe(outcome);
  });

  it('are those of the network in question', () => {
    const output = JSON.stringify([
      { alias: 'Wi-Fi', category: 0 },
      { alias: 'Ethernet', category: 1 },
    ]);
    expect(readWindowsSigns(output, 'Ethernet')).toEqual({ outcome: 'unknown', note: 'Ethernet is private' });
    expect(readWindowsSigns(output, 'Wi-Fi')).toEqual({ outcome: 'public-profile', note: 'Wi-Fi is public' });
  });
});

describe('the signs of macOS', () => {
  const on = {
    sendError: undefined,
    globalState: 'Firewall is enabled. (State = 1)\n',
    blockAll: 'Firewall has block all state set to disabled.\n',
    ownState: 'The application is not part of the firewall\n',
  };
  it.each([
    ['no way into the local network', { ...on, sendError: 'EHOSTUNREACH' }, 'no-local-network-permission'],
    ['a network that is just gone', { ...on, sendError: 'ENETDOWN' }, 'unknown'],
    ['the firewall is off', { ...on, globalState: 'Firewall is disabled. (State = 0)' }, 'ok'],
    [
      'all is refused',
      { ...on, blockAll: 'Firewall is set to block all non-essential incoming connections' },
      'blocks',
    ],
    [
      'all is refused, newer words',
      { ...on, blockAll: 'Firewall has block all state set to enabled.' },
      'blocks',
    ],
    ['we are refused', { ...on, ownState: 'Incoming connection to the application is blocked' }, 'blocks'],
    ['we are let in', { ...on, ownState: 'Incoming connection to the application is permitted' }, 'ok'],
    ['nobody decided', { ...on, blockAll: 'Block all DISABLED! ' }, 'unknown'],
    ['nothing was answered', { ...on, globalState: '', blockAll: '', ownState: '' }, 'unknown'],
  ])('%s', (_what, signs, outcome) => {
    expect(readMacSigns(signs).outcome).toBe(outcome);
  });
});

it('Linux has no signs to read, and the check says so', async () => {
  const { signal } = new AbortController();
  expect(await checkFirewall({ platform: 'linux', through: undefined, signal })).toEqual({
    outcome: 'unknown',
    note: 'no signs to read on linux',
  });
});

it.each<[NodeJS.Platform, string, 'there' | 'silent' | undefined]>([
  ['linux', '10.0.0.1 dev eth0 lladdr f2:f7:b2:a2:90:16 REACHABLE \n', 'there'],
  ['linux', '10.0.0.1 dev eth0 lladdr f2:f7:b2:a2:90:16 STALE \n', undefined],
  ['linux', '10.0.0.7 dev eth0 INCOMPLETE \n', 'silent'],
  ['linux', '10.0.0.7 dev eth0 FAILED \n', 'silent'],
  ['linux', '', undefined],
  ['darwin', '? (10.0.0.1) at a4:83:e7:1:2:3 on en0 ifscope [ethernet]\n', 'there'],
  ['darwin', '? (10.0.0.7) at (incomplete) on en0 ifscope [ethernet]\n', 'silent'],
  ['darwin', '10.0.0.7 (10.0.0.7) -- no entry\n', undefined],
  ['win32', '5\r\n', 'there'],
  ['win32', '0\r\n', 'silent'],
  ['win32', '4\r\n', undefined],
  ['win32', '', undefined],
])('the table of %s that says %j', (platform, output, expected) => {
  expect(readNeighbour(platform, output)).toBe(expected);
});
