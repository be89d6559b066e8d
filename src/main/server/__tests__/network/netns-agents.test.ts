import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestNetwork,
  explainMissingNamespaces,
  type TestNetwork,
} from '../../discovery/__tests__/netns-fixture.ts';
import { createNetworkLab } from './network-lab.ts';

const missing = explainMissingNamespaces();
if (missing) process.stderr.write(`SKIPPED: agents of other machines are not tested here: ${missing}\n`);

/** Asks an agent in over REST; prints what it gets. */
const INVITE = `
const [base] = process.argv.slice(1)
const post = async (path, body, token) => {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: 'Bearer ' + token }) }
  return (await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()
}
const { token } = await post('/api/auth/guest', { displayName: 'Ann' })
const { room } = await post('/api/rooms', { name: 'Workshop' }, token)
process.stdout.write(JSON.stringify(await post('/api/rooms/' + room.id + '/agents', { name: 'Helper' }, token)))
`;
/** Asks over MCP at each of the addresses; prints the answers' status. */
const ASK = `
const [secret, ...bases] = process.argv.slice(1)
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_rooms', arguments: {} } })
for (const base of bases) {
  const answer = await fetch(base + '/mcp', { method: 'POST', body, headers: { Authorization: 'Bearer ' + secret } })
  process.stdout.write(answer.status + ' ')
}
`;

describe.skipIf(missing !== undefined)(
  `agents over a real network${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 60_000 },
  () => {
    let folder = '';
    let network: TestNetwork;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'spaces-lab-'));
      network = createTestNetwork({ folder });
    });
    afterEach(async () => {
      await network.close();
      await rm(folder, { recursive: true, force: true });
    });

    const addMachines = () =>
      [1, 2].map((number) => network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]));
    // Certificates are examined where `run` is not used.
    const run = (machine: string, script: string, ...words: string[]) =>
      network.runIn(
        machine,
        'env',
        ...['NODE_TLS_REJECT_UNAUTHORIZED=0', 'NODE_NO_WARNINGS=1', process.execPath],
        ...['--input-type=module', '-e', script, ...words],
      );
    const LAN = ['http://10.77.0.1:7420', 'https://10.77.0.1:7420'] as const;

    it('A5 is for the machine of the host alone: another one is refused with a good secret, over TLS too', async () => {
      const [here = '', there = ''] = addMachines();
      await createNetworkLab({ network, folder }).startHost(here);
      const { secret } = JSON.parse(run(there, INVITE, LAN[0]));
      expect(run(there, ASK, secret, ...LAN)).toBe('403 403 ');
      expect(run(here, ASK, secret, ...LAN)).toBe('403 403 ');
      expect(run(here, ASK, secret, 'http://127.0.0.1:7420', 'https://127.0.0.1:7420')).toBe('200 200 ');
    });

    it.skipIf(spawnSync('curl', ['--version']).status !== 0)(
      'A4 the curl line of a host that takes no plain HTTP runs on another machine as it is',
      async () => {
        const [here = '', there = ''] = addMachines();
        await createNetworkLab({ network, folder }).startHost(here, 'encrypted', {
          SPACES_ALLOW_HTTP: 'off',
        });
        const { lines } = JSON.parse(run(there, INVITE, LAN[1]));
        expect(lines.curl).toContain(LAN[1]);
        expect(JSON.parse(network.runIn(there, 'sh', '-c', lines.curl))).toMatchObject({ body: 'Hello' });
        const key = /sha256\/\/([^']+)/.exec(lines.curl)?.[1] ?? '';
        const other = lines.curl.replace(key, `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`);
        expect(() => network.runIn(there, 'sh', '-c', other)).toThrow();
      },
    );
  },
);
