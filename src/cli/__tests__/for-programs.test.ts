import { expect, it } from 'vitest';
import { PATIENCE_MS, run, setUp, start } from './run-command.ts';

const readLines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it(
  'writes what was sent and what was heard as one JSON value a line',
  async () => {
    const { ann, room, agent, environment } = await setUp();
    const listening = start(['listen', room.id, '--all', '--json'], environment);
    const sent = await run(
      ['send', room.id, 'a "quoted"\nsecond line', '--type', 'text/markdown', '--json'],
      environment,
    );
    const [message, ...more] = readLines(sent.out);
    expect([sent.code, sent.err, more]).toEqual([0, '', []]);
    expect(message).toEqual({
      mid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      roomId: room.id,
      fromId: agent.id,
      body: 'a "quoted"\nsecond line',
      contentType: 'text/markdown',
      createdAt: expect.any(String),
    });
    const answer = await ann.post(`/api/rooms/${room.id}/messages`, { content: 'read it' });
    const heard = readLines(await listening.printed('"read it"'));
    expect(heard).toEqual([
      message,
      expect.objectContaining({ mid: answer.body.message.id, fromId: ann.id, body: 'read it' }),
    ]);
    listening.child.kill('SIGTERM');
    expect((await listening.ended).code).toBe(0);

    const waited = await run(['wait', room.id, '--json'], environment);
    expect([waited.code, readLines(waited.out)]).toEqual([0, [heard[1]]]);
    const refused = await run(['send', room.id, 'x', '--json'], {
      ...environment,
      SPACES_SECRET: 'f'.repeat(64),
    });
    expect([refused.code, refused.out, readLines(refused.err)]).toEqual([
      ...[1, ''],
      [{ error: expect.any(String) }],
    ]);
  },
  PATIENCE_MS,
);

it(
  'asks an agent in that reads only, and refuses a scope that there is not',
  async () => {
    const { ann, host, room, agent, environment } = await setUp(['--scope', 'read']);
    expect(agent.scope).toBe('read');
    await ann.post(`/api/rooms/${room.id}/messages`, { content: 'to be read' });
    expect((await run(['wait', room.id], environment)).out).toBe('Ann: to be read\n');
    const said = await run(['send', room.id, 'to be refused'], environment);
    expect([said.code, said.out, said.err.trim()]).toEqual([1, '', expect.stringMatching(/\S/)]);
    const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
    expect(JSON.stringify(body)).not.toContain('to be refused');

    const wrong = ['agent', 'invite', room.roomCode, '--url', host.url, '--scope', 'everything'];
    const refused = await run(wrong);
    expect([refused.code, refused.out, refused.err.trim()]).toEqual([1, '', expect.stringMatching(/\S/)]);
    expect((await ann.get(`/api/rooms/${room.id}/agents`)).body.agents).toHaveLength(1);
  },
  PATIENCE_MS,
);

it(
  'believes, at an https address, the certificate it was told of and no other one',
  async () => {
    const { ann, host, room, environment } = await setUp();
    const { fingerprint } = (await host.visitor.get('/api/host')).body;
    const url = host.url.replace('http:', 'https:');
    const secure = { ...environment, SPACES_URL: url, SPACES_FINGERPRINT: fingerprint };
    expect((await run(['send', room.id, 'encrypted'], secure)).code).toBe(0);
    const invite = ['agent', 'invite', room.roomCode, '--url', url];
    const invited = await run([...invite, '--fingerprint', fingerprint]);
    expect([invited.code, invited.out]).toEqual([
      0,
      expect.stringContaining(`SPACES_FINGERPRINT=${fingerprint}`),
    ]);

    const other = { ...secure, SPACES_FINGERPRINT: 'ab'.repeat(32) };
    for (const refused of [
      await run(['send', room.id, 'to a stranger'], other),
      await run([...invite, '--fingerprint', other.SPACES_FINGERPRINT]),
    ]) {
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('another certificate')]);
    }
    const unproven = await run(['send', room.id, 'to anybody'], { ...secure, SPACES_FINGERPRINT: '' });
    expect([unproven.code, unproven.err]).toEqual([1, expect.stringContaining('cannot be reached')]);
    const wrong = await run(['rooms', '--fingerprint', 'nonsense'], secure);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('64 hexadecimal digits')]);
    const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
    expect(body.messages.map(({ content }: { content: string }) => content)).toContain('encrypted');
    expect(JSON.stringify(body)).not.toMatch(/stranger|anybody/);
  },
  PATIENCE_MS,
);
