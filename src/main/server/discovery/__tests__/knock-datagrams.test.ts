import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askByDatagram, createKnockAnswerer, type KnockQuestion } from '../knock-datagrams.ts';

const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) await new Promise<void>((done) => socket.close(() => done()));
});

function createHost({ hostId = 'host' as string | null, now = (): number => 0 } = {}) {
  const knocks: string[] = [];
  const answer = createKnockAnswerer({
    getHostId: () => hostId ?? undefined,
    knockAt: async (address, port) => {
      knocks.push(`${address}:${port}`);
      return 'refused';
    },
    seesAddress: (address) => address === '10.0.0.5',
    now,
  });
  return { answer, knocks };
}

async function listen(reply: (question: KnockQuestion, from: string) => Promise<Buffer | undefined>) {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'listening');
  socket.on('message', async (message, from) => {
    const answer = await reply(JSON.parse(message.toString()), from.address);
    if (answer) socket.send(answer, from.port, from.address);
  });
  return (socket.address() as AddressInfo).port;
}

const ask = (discoveryPort: number, question = {}, signal = new AbortController().signal) =>
  askByDatagram({ address: '127.0.0.1', discoveryPort, question, ownHostId: 'me', signal });

describe('a knock by datagram', () => {
  it('reaches the asker itself, and tells what is seen elsewhere', async () => {
    const { answer, knocks } = createHost();
    const port = await listen(answer);
    expect(await ask(port, { port: 7420, about: '10.0.0.5' })).toMatchObject({
      hostId: 'host',
      outcome: 'refused',
      sees: true,
    });
    expect(knocks).toEqual(['127.0.0.1:7420']);
    expect((await ask(port, { about: '10.0.0.6' })).sees).toBe(false);
    expect(knocks).toHaveLength(1);
  });

  it('believes neither another question nor itself, and ends when it is told to', async () => {
    const ending = new AbortController();
    const port = await listen(async ({ nonce }) => {
      const forged = { spaces: 'knocked', nonce: 'another', hostId: 'host' };
      setImmediate(() => ending.abort());
      return Buffer.from(JSON.stringify(nonce === '' ? {} : forged));
    });
    await expect(ask(port, {}, ending.signal)).rejects.toThrow('No datagram came back');
    const own = new AbortController();
    const selfPort = await listen(async ({ nonce }) => {
      setImmediate(() => own.abort());
      return Buffer.from(JSON.stringify({ spaces: 'knocked', nonce, hostId: 'me' }));
    });
    await expect(ask(selfPort, {}, own.signal)).rejects.toThrow('No datagram came back');
  });
});

describe('who answers knocks', () => {
  const question: KnockQuestion = { spaces: 'knock', nonce: 'n', port: 7420 };

  it('says nothing while it hosts nothing', async () => {
    expect(await createHost({ hostId: null }).answer(question, '10.0.0.9')).toBeUndefined();
  });

  it('knocks a dozen times a minute for one address, for all together five times as often', async () => {
    let time = 0;
    const { answer, knocks } = createHost({ now: () => time });
    const askOften = async (sender: string, times: number) => {
      for (let n = 0; n < times; n += 1) await answer({ ...question, nonce: `${n}` }, sender);
    };
    await askOften('10.0.0.9', 40);
    expect(knocks).toHaveLength(12);
    for (let host = 10; host < 30; host += 1) await askOften(`10.0.0.${host}`, 12);
    expect(knocks).toHaveLength(60);
    time = 60_000;
    await askOften('10.0.0.9', 1);
    expect(knocks).toHaveLength(61);
  });

  it('begins a repeated question once', async () => {
    const { answer, knocks } = createHost();
    const [first, second] = await Promise.all([answer(question, '10.0.0.9'), answer(question, '10.0.0.9')]);
    expect([first?.toString(), second]).toEqual([
      '{"spaces":"knocked","nonce":"n","hostId":"host","outcome":"refused"}',
      undefined,
    ]);
    expect(knocks).toHaveLength(1);
  });
});
