import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { Spaces } from '../../client/spaces.ts';
import { makeDataDir, onCleanUp } from '../../main/server/__tests__/test-host.ts';
import { PATIENCE_MS, run, setUp, start } from './run-command.ts';

it(
  'asks an agent in, sends, lists, listens and waits',
  async () => {
    const { ann, room, agent, environment } = await setUp();
    const sent = await run(['send', room.id, 'hello', 'there'], environment);
    expect([sent.code, sent.out]).toEqual([0, expect.stringMatching(/^[0-9a-f-]{36}\n$/)]);
    const path = `/api/rooms/${room.id}/messages`;
    const { body } = await ann.get(path);
    expect(body.messages.at(-1)).toMatchObject({
      content: 'hello there',
      userId: agent.id,
      displayName: 'Helper',
    });

    await ann.post(path, { content: 'for the agent' });
    const rooms = await run(['rooms', '--json'], environment);
    expect(JSON.parse(rooms.out)).toMatchObject({ roomId: room.id, displayName: 'Workshop', unread: 2 });
    const listening = start(['listen', room.id, '--all'], environment);
    await listening.printed('Ann: for the agent');
    const waited = await run(['wait', room.id, '--json'], environment);
    expect([waited.code, JSON.parse(waited.out).body]).toEqual([0, 'for the agent']);
    const again = await run(['wait', room.id, '--timeout', '0'], environment);
    expect([again.code, again.out]).toEqual([2, '']);
    await ann.post(path, { content: 'one more' });
    await listening.printed('Ann: one more');
    listening.child.kill('SIGTERM');
    expect((await listening.ended).code).toBe(0);
    const peek = await run(['wait', room.id, '--peek'], environment);
    const taken = await run(['wait', room.id], environment);
    expect([peek.out, taken.out]).toEqual(['Ann: one more\n', 'Ann: one more\n']);
  },
  PATIENCE_MS,
);

it(
  'asks an agent in for a day, for so many hours, or until it is taken away',
  async () => {
    const { room, host, agent } = await setUp();
    const invite = async (hours: string) => {
      const { out } = await run([
        'agent',
        'invite',
        room.roomCode,
        '--url',
        host.url,
        '--json',
        '--hours',
        hours,
      ]);
      return JSON.parse(out).agent;
    };
    const HOUR = 3_600_000;
    const [short, endless] = await Promise.all([invite('8'), invite('0')]);
    const now = Date.now();
    for (const [{ expiresAt }, hours] of [
      [agent, 24],
      [short, 8],
    ]) {
      const left = Date.parse(expiresAt) - now;
      expect([hours, left > (hours - 1) * HOUR, left <= hours * HOUR]).toEqual([hours, true, true]);
    }
    expect(endless.expiresAt).toBe(null);
  },
  PATIENCE_MS,
);

it(
  'reads a text from its input, and reports what went wrong',
  async () => {
    const { ann, room, environment } = await setUp();
    const piped = start(['send', room.id, '-', '--type', 'text/markdown'], environment);
    piped.child.stdin.end('# A title\n\nand more');
    expect((await piped.ended).code).toBe(0);
    const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
    expect(body.messages.at(-1)).toMatchObject({
      content: '# A title\n\nand more',
      contentType: 'text/markdown',
    });
    const failures = await Promise.all([
      run(['send', 'nowhere', 'x'], environment),
      run(['rooms'], { ...environment, SPACES_SECRET: 'wrong' }),
      run(['rooms', '--json'], { SPACES_URL: 'http://127.0.0.1:1', SPACES_NS: 'n', SPACES_SECRET: 's' }),
      run(['rooms'], { SPACES_NS: '', SPACES_SECRET: '' }),
      run(['dance']),
      run(['wait', room.id, '--timeout', 'soon'], environment),
      run(['agent', 'invite', 'AAAAAA', '--url', environment.SPACES_URL]),
    ]);
    for (const { code, out, err } of failures)
      expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(JSON.parse(failures[2]?.err ?? '').error).toContain('cannot be reached');
    expect((await run(['--help'])).out).toContain('spaces agent invite');
  },
  PATIENCE_MS,
);

it(
  'takes the room from the environment or the only one there is, and says what it was given wrong',
  async () => {
    const { ann, host, room, environment } = await setUp();
    const withRoom = { ...environment, SPACES_ROOM: room.id };
    const piped = start(['send', '-'], withRoom);
    piped.child.stdin.end('one line\n');
    expect((await piped.ended).code).toBe(0);
    const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
    expect(body.messages.at(-1).content).toBe('one line');
    await ann.post(`/api/rooms/${room.id}/messages`, { content: 'heard' });
    expect((await run(['wait'], environment)).out).toBe('Ann: heard\n');

    const listening = start(['listen', '--all'], environment);
    await listening.printed('one line');
    listening.child.stdout.destroy();
    await ann.post(`/api/rooms/${room.id}/messages`, { content: 'to nobody' });
    expect(await listening.ended).toMatchObject({ code: 0, err: '' });
    const waiting = start(['wait', '--after', 'zzz'], environment);
    const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    const [told, help] = await Promise.all([run(['--version']), run(['help'])]);
    expect([told.out, told.code, help.code]).toEqual([`${version}\n`, 0, 0]);
    waiting.child.kill('SIGINT');
    expect(await waiting.ended).toMatchObject({ code: 130, out: '', err: '' });

    for (const [args, reason] of [
      [['send', 'Workshop', 'hi'], '"Workshop" is no room id'],
      [['send', room.id, ' '], 'Say something'],
      [['listen', 'here'], '"here" is no room id'],
      [['rooms', '--url', 'nonsense'], '--url is an address'],
      [['agent', 'invite', room.roomCode, '--url', host.url, '--hours', '0.5'], '--hours is a whole number'],
      [['rooms', '--loud'], "Unknown option '--loud'. spaces --help lists the options."],
    ] as const) {
      const { code, err } = await run(args, environment);
      expect([args, code, err]).toEqual([args, 1, expect.stringContaining(reason)]);
    }
  },
  PATIENCE_MS,
);

it(
  'serves, and is what a client opens when it is given no host',
  async () => {
    const dataDir = await makeDataDir();
    const host = start([
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--data',
      dataDir,
      '--discovery',
      'off',
      '--json',
    ]);
    const line = JSON.parse(await host.printed('"listening"'));
    expect((await fetch(`${line.http}/health`)).status).toBe(200);
    host.child.kill('SIGTERM');
    expect((await host.ended).code).toBe(0);

    const client = await Spaces.inMemory();
    onCleanUp(() => client.close());
    const { ns } = await client.createNamespace();
    const { secret } = await client.createIdentity({ ns });
    const { roomId } = await client.createRoom({ ns, creatorSecret: secret });
    await client.sendRoomMessage({ ns, roomId, secret, body: 'kept nowhere' });
    expect(await client.getRoomMessages({ ns, roomId, secret })).toHaveLength(1);
  },
  PATIENCE_MS,
);
