import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { askHostForCode } from '../../trust/ask-host-for-code.ts';
import { createHostCertificate } from '../../trust/certificate.ts';
import { createCodeJoinHost } from '../../trust/code-join-host.ts';
import { codeJoinPaths } from '../../trust/code-join-messages.ts';
import { createGuessLimiter } from '../../trust/guess-limiter.ts';
import { createJoinTicketStore } from '../../trust/join-ticket-store.ts';
import { openPinStore } from '../../trust/pin-store.ts';
import { createDiscovery } from '../create-discovery.ts';
import { listInterfaces } from '../interfaces.ts';
import { resolveCode } from '../resolve-code.ts';

/** One machine of the test network: finds others, is found, and joins by code. Speaks JSON lines. */
export interface NodeSettings {
  hostId: string;
  folder: string;
  isHost: boolean;
  roomCode?: string;
  protocol?: number;
  known?: Array<{ address: string; port: number }>;
  hasBroadcast?: boolean;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as NodeSettings;
const { hostId, protocol = 1 } = settings;
const startId = randomBytes(6).toString('hex');
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const complain = (details: object, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(details)}\n`);
const logger = { info: () => undefined, warn: complain, error: complain };
const certificate = createHostCertificate({ commonName: hostId, now: Date.now() });
const pins = await openPinStore({ file: `${settings.folder}/${hostId}.json`, now: Date.now, logger });
const room = {
  roomId: `room-of-${hostId}`,
  code: settings.roomCode ?? '',
  card: { name: `Room of ${hostId}`, people: 1, capacity: 10, isLocked: false, hasPassword: false },
};
const joinHost = createCodeJoinHost({
  binding: { hostId, fingerprint: certificate.fingerprint },
  listRooms: () => (settings.roomCode ? [room] : []),
  tickets: createJoinTicketStore({ now: Date.now }),
  limiter: createGuessLimiter({ now: Date.now, onRoomUnderAttack: () => undefined }),
  now: Date.now,
});

const server = createServer(
  { cert: certificate.certPem, key: certificate.keyPem },
  async (request, response) => {
    const from = { address: request.socket.remoteAddress ?? '' };
    if (request.url === '/api/host') {
      response.end(
        JSON.stringify({ hostId, startId, name: `Host ${hostId}`, version: '0.1.0', protocol, features: [] }),
      );
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body: unknown = JSON.parse(text);
    const isStart = request.url === codeJoinPaths.start;
    const reply = isStart ? await joinHost.startExchange(body, from) : joinHost.finishExchange(body, from);
    response.end(
      JSON.stringify(reply.ok ? { success: true, ...reply.answer } : { success: false, error: reply.error }),
    );
  },
);
await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
const { port } = server.address() as AddressInfo;

const discovery = createDiscovery({
  getOwnHostId: () => hostId,
  ownProtocol: 1,
  describe: () => (settings.isHost ? { hostId, startId, name: `Host ${hostId}`, protocol, port } : undefined),
  readInterfaces: () => listInterfaces(),
  listKnownPlaces: () => settings.known ?? [],
  getKnownFingerprint: (id) => pins.getHost(id)?.fingerprint,
  logger,
  watchIntervalMs: 200,
  ...(settings.hasBroadcast === false && { broadcastPort: 7599 }),
});
discovery.directory.onChange((hosts) => say({ event: 'hosts', hosts }));
say({ event: 'ready', port, startId, fingerprint: certificate.fingerprint });

async function resolveAndReport(code: string): Promise<void> {
  const startedAt = performance.now();
  const result = await resolveCode({
    directory: discovery.directory,
    logger,
    askHost: async (host, place, signal) => {
      const answer = await askHostForCode({ host: { ...host, ...place }, code, pins, signal });
      return answer.ok ? { ok: true, proven: answer.welcome } : answer;
    },
  });
  say({ event: 'resolved', result, elapsedMs: Math.round(performance.now() - startedAt) });
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as { do: string; code?: string; address?: string; port?: number };
  if (command.do === 'resolve') await resolveAndReport(command.code ?? '');
  if (command.do === 'try') {
    const place = { address: command.address ?? '', port: command.port ?? 0 };
    say({ event: 'tried', result: await discovery.directory.tryAddress(place) });
  }
  if (command.do === 'stop') break;
}
await discovery.stop();
server.closeAllConnections();
server.close();
process.exit(0);
