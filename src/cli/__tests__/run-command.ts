import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { makeRoom, onCleanUp, startTestHost } from '../../main/server/__tests__/test-host.ts';

/** Each command is a process of its own, and a busy machine starts them slowly. */
export const PATIENCE_MS = 180_000;

const COMMAND = fileURLToPath(new URL('../../../bin/spaces.mjs', import.meta.url));

/** The command as a shell starts it. */
export function start(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...environment } });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    out += chunk;
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  onCleanUp(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    ended,
    printed: (text: string) =>
      new Promise<string>((resolve) => {
        const look = () => out.includes(text) && resolve(out);
        waiting.add(look);
        look();
      }),
  };
}

export const run = (args: readonly string[], environment?: Record<string, string>) =>
  start(args, environment).ended;

/** A host with a room of Ann's, and an agent that the command asked in. */
export async function setUp(scope: readonly string[] = []) {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { visibility: 'private' });
  const invited = await run([
    'agent',
    'invite',
    room.roomCode,
    '--name',
    'Helper',
    '--url',
    host.url,
    '--json',
    ...scope,
  ]);
  const { agent, namespace, secret, roomId } = JSON.parse(invited.out);
  expect([invited.code, roomId]).toEqual([0, room.id]);
  const environment = { SPACES_URL: host.url, SPACES_NS: namespace, SPACES_SECRET: secret };
  return { host, ann, room, agent, environment };
}
