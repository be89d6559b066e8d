import { setTimeout as wait } from 'node:timers/promises';
import { serveCommands } from './load/child-process.ts';
import { connectRawClient, type RawClient, type Sink } from './load/raw-client.ts';
import { summarise } from './load/summarise.ts';

/** Connections opened at the same time: more would only queue in the server's backlog. */
const CONNECTING_AT_ONCE = 32;
const SEEDING_AT_ONCE = 256;
const TEXT =
  'The quick brown fox jumps over the lazy dog, and the lazy dog lets it, because it is a Monday again.';
const STAMP_MARK = '"content":"t=';

interface Group {
  readonly roomId: string;
  readonly clients: RawClient[];
}

const groups = new Map<string, Group>();
let deliveries = 0;
let sent = 0;
let answered = 0;
let refused = 0;
let nextClientId = 0;
/** Set while a fan-out runs: what a sender does when a message was acknowledged. */
let onAcknowledged: ((client: RawClient) => void) | null = null;
/** Set while latency is measured: each delivery carries the time it was sent at. */
let samples: number[] | null = null;
let lost = 0;

const sink: Sink = {
  onDelivery(frame, start, end) {
    deliveries += 1;
    if (!samples) return;
    const text = frame.toString('latin1', start, end);
    const at = text.indexOf(STAMP_MARK);
    samples.push(performance.now() - Number.parseFloat(text.slice(at + STAMP_MARK.length)));
  },
  onAck(client, isOk) {
    answered += 1;
    if (!isOk) refused += 1;
    onAcknowledged?.(client);
  },
  onClose() {
    lost += 1;
  },
};

function getGroup(name: string): Group {
  const group = groups.get(name);
  if (!group) throw new Error(`Nobody joined as ${name}.`);
  return group;
}

function sendMessage(client: RawClient, roomId: string, content: string): void {
  sent += 1;
  client.send('room:message', {
    roomId,
    messageType: 'user_text',
    content,
    metadata: {},
    clientId: `c${process.pid}-${nextClientId++}`,
  });
}

async function settle(expected: () => number): Promise<void> {
  for (let turns = 0; turns < 500; turns += 1) {
    if (answered >= sent && deliveries >= expected()) return;
    await wait(20);
  }
}

/** The lines that tell of people joining are still on their way when the last one has joined. */
async function waitForQuiet(): Promise<void> {
  for (let before = -1; before !== deliveries; ) {
    before = deliveries;
    await wait(150);
  }
}

let speakers = 0;
let members = 0;

serveCommands<'join' | 'start' | 'count' | 'stop' | 'seed' | 'latency' | 'time' | 'leave' | 'cpu'>(
  {
    cpu: () => ({ ms: (process.cpuUsage().user + process.cpuUsage().system) / 1_000 }),
    async join({ group: name, port, roomId, auths }) {
      const group: Group = { roomId, clients: [] };
      groups.set(name, group);
      let failure: string | null = null;
      let next = 0;
      const joinSome = async () => {
        for (let auth = auths[next++]; auth && !failure; auth = auths[next++]) {
          try {
            const client = await connectRawClient({ port, auth, sink });
            const answer = (await client.request('room:join', { roomId })) as { ok: boolean };
            if (!answer.ok) throw new Error(`room:join answered ${JSON.stringify(answer)}`);
            group.clients.push(client);
          } catch (error) {
            failure = String(error);
          }
        }
      };
      await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, joinSome));
      await waitForQuiet();
      return { joined: group.clients.length, failure };
    },
    start({ group: name, senders, underWay }) {
      const { roomId, clients } = getGroup(name);
      deliveries = sent = answered = refused = lost = 0;
      members = clients.length;
      speakers = Math.min(senders, clients.length);
      onAcknowledged = (client) => sendMessage(client, roomId, TEXT);
      for (const client of clients.slice(0, speakers)) {
        for (let n = 0; n < underWay; n += 1) sendMessage(client, roomId, TEXT);
      }
    },
    count: () => ({ deliveries, at: performance.now() }),
    async stop() {
      onAcknowledged = null;
      await settle(() => (sent - refused) * members);
      if (lost > 0) throw new Error(`${lost} connections were lost during the run.`);
      return { sent, refused, deliveries, expected: (sent - refused) * members };
    },
    async seed({ group: name, messages }) {
      const { roomId, clients } = getGroup(name);
      deliveries = sent = answered = refused = lost = 0;
      const [client] = clients;
      if (!client) throw new Error('Nobody is there to write.');
      onAcknowledged = () => {
        if (sent < messages) sendMessage(client, roomId, TEXT);
      };
      for (let n = 0; n < SEEDING_AT_ONCE; n += 1) sendMessage(client, roomId, TEXT);
      while (answered < messages) await wait(50);
      onAcknowledged = null;
      if (refused > 0) throw new Error(`${refused} messages were refused.`);
    },
    async latency({ group: name, senders, perSecond, seconds }) {
      const { roomId, clients } = getGroup(name);
      deliveries = sent = answered = refused = lost = 0;
      members = clients.length;
      samples = [];
      const begin = performance.now();
      for (let n = 0; n < perSecond * seconds; n += 1) {
        // Evenly spread with some unrest, so that the sends do not fall into step with a timer of the server.
        const due = begin + ((n + Math.random() * 0.8) * 1_000) / perSecond;
        await wait(Math.max(0, due - performance.now()));
        const sender = clients[n % Math.min(senders, clients.length)];
        if (sender) sendMessage(sender, roomId, `t=${performance.now()} ${TEXT.slice(0, 75)}`);
      }
      await settle(() => sent * members);
      const measured = samples;
      samples = null;
      return { ...summarise(measured), samples: measured.length };
    },
    async time({ group: name, event, payload, repeats }) {
      const [client] = getGroup(name).clients;
      const times: number[] = [];
      for (let n = 0; n < repeats; n += 1) {
        const begin = performance.now();
        await client?.request(event, payload);
        times.push(performance.now() - begin);
      }
      return summarise(times);
    },
    leave({ group: name }) {
      for (const client of groups.get(name)?.clients ?? []) client.close();
      groups.delete(name);
    },
  },
  () => {},
);
