import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  eventually,
  expectStatus,
  makeRoom,
  onCleanUp,
  startTestHost,
} from '../../main/server/__tests__/test-host.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;

async function setUp(command: string, file: string) {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const path = `/api/rooms/${room.id}`;
  const { secret, namespace } = expectStatus(await ann.post(`${path}/agents`, { name: 'Bot' }), 201).body;
  const child = spawn(command, [`${EXAMPLES}${file}`], {
    env: {
      ...process.env,
      SPACES_URL: host.url,
      SPACES_NS: namespace,
      SPACES_SECRET: secret,
      SPACES_ROOM: room.id,
    },
  });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onCleanUp(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    ended,
    say: (content: string) => ann.post(`${path}/messages`, { content }),
    hear: (content: string) =>
      eventually(async () => {
        const { body } = await ann.get(`${path}/messages`);
        const texts = body.messages.map((message: { content: string }) => message.content);
        expect(texts, err).toContain(content);
        return texts as string[];
      }, 15_000),
  };
}

it('runs the bot in TypeScript', async () => {
  const { say, hear } = await setUp(process.execPath, 'echo-bot.ts');
  await say('@Bot how are you?');
  await say('nobody is asked');
  await hear('You said: how are you?');
  await say('@Bot and now?');
  const texts = await hear('You said: and now?');
  expect(texts.filter((text) => text.startsWith('You said'))).toHaveLength(2);
}, 30_000);

it.skipIf(!isThere('curl'))(
  'runs the agent in a shell',
  async () => {
    const { say, hear, ended } = await setUp('sh', 'agent.sh');
    await hear('Hello from the shell');
    await say('hello shell');
    await hear('The shell has heard you');
    expect(await ended).toBe(0);
  },
  30_000,
);

it.skipIf(!isThere('python3'))(
  'runs the agent in Python',
  async () => {
    const { say, hear } = await setUp('python3', 'agent.py');
    await hear('Tell me numbers, and I add them up.');
    await say('nothing to add');
    await say('40 and 2, please');
    await hear('42');
  },
  30_000,
);
