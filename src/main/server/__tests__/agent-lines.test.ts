import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AgentLines } from '#shared/model/agent.ts';
import { type RunningLine, runShellLine, runTypeScriptLine } from '../../../client/__tests__/run-line.ts';
import { readInvitation } from '../domain/agents/agent-invitation.ts';
import { writeAgentLines } from '../domain/agents/agent-lines.ts';
import { computeKeyPin } from '../trust/certificate.ts';
import { hostCertificateFile } from '../trust/host-certificate-store.ts';
import { eventually, expectStatus, makeRoom, onCleanUp, startTestHost, type TestHost } from './test-host.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const PATIENCE_MS = 20_000;

async function setUp(scope: 'read' | 'write') {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { visibility: 'private' });
  const path = `/api/rooms/${room.id}`;
  const made = expectStatus(await ann.post(`${path}/agents`, { name: 'Bot', scope }), 201).body;
  return {
    host,
    invitation: made.invitation as string,
    lines: made.lines as AgentLines,
    say: (content: string) => ann.post(`${path}/messages`, { content }),
    async readBodies(): Promise<string[]> {
      const { body } = await ann.get(`${path}/messages`);
      return body.messages.map((message: { content: string }) => message.content);
    },
  };
}

/** The lines of a host that takes no plain HTTP from others. */
async function writeSecureLines(
  { url, dataDir }: TestHost,
  invitation: string,
  scope: 'read' | 'write',
): Promise<AgentLines> {
  const told = readInvitation(invitation);
  if (!told) throw new Error('That is no invitation.');
  const { ns, roomId, secret, fingerprint } = told;
  const { cert } = JSON.parse(await readFile(join(dataDir, hostCertificateFile), 'utf8'));
  const baseUrl = url.replace('http:', 'https:');
  const keyPin = computeKeyPin(cert);
  return writeAgentLines({
    baseUrl,
    loopbackUrl: url,
    fingerprint,
    keyPin,
    ns,
    roomId,
    secret,
    scope,
    invitation,
  });
}

function stopAfterwards(running: RunningLine): RunningLine {
  onCleanUp(running.stop);
  return running;
}

it.skipIf(!hasCurl)(
  'A4 the copied curl line runs in a shell as it is: it says something, or waits',
  async () => {
    const writer = await setUp('write');
    const saying = stopAfterwards(await runShellLine(writer.lines.curl));
    expect([await saying.ended, saying.err()]).toEqual([0, '']);
    expect(JSON.parse(saying.out())).toMatchObject({ body: 'Hello' });
    expect(await writer.readBodies()).toContain('Hello');

    const reader = await setUp('read');
    const waiting = stopAfterwards(await runShellLine(reader.lines.curl));
    await reader.say('who is there?');
    expect(await waiting.ended).toBe(0);
    expect(JSON.parse(waiting.out()).messages).toMatchObject([{ body: 'who is there?' }]);
  },
);

it('A4 the copied TypeScript line runs as it is beside the package, and hears the room', async () => {
  const { lines, say } = await setUp('read');
  const running = stopAfterwards(await runTypeScriptLine(lines.typescript));
  await say('first');
  await eventually(() => expect(running.out(), running.err()).toBe('first\n'), PATIENCE_MS);
  await say('second');
  await eventually(() => expect(running.out(), running.err()).toBe('first\nsecond\n'), PATIENCE_MS);
}, 60_000);

it('A4 where plain HTTP is off, the lines believe the certificate of this host and no other one', async () => {
  const { host, invitation, say, readBodies } = await setUp('write');
  const lines = await writeSecureLines(host, invitation, 'write');
  await say('first');
  const running = stopAfterwards(await runTypeScriptLine(lines.typescript));
  await eventually(() => expect(running.out(), running.err()).toBe('first\n'), PATIENCE_MS);
  if (hasCurl) {
    const saying = stopAfterwards(await runShellLine(lines.curl));
    expect([await saying.ended, saying.err()]).toEqual([0, '']);
    await eventually(() => expect(running.out()).toBe('first\nHello\n'), PATIENCE_MS);
  }
  await running.stop();

  // Somebody else takes the place: with a certificate of its own, and all the rest the same.
  const port = new URL(host.url).port;
  await host.replaceCertificate();
  const move = (line: string) => line.replaceAll(`:${port}`, `:${new URL(host.url).port}`);
  const before = await readBodies();
  const refused = stopAfterwards(await runTypeScriptLine(move(lines.typescript)));
  expect(await refused.ended).toBe(1);
  expect(refused.err()).toContain('CertificateError: The host shows another certificate');
  if (hasCurl) {
    const mismatch = stopAfterwards(await runShellLine(move(lines.curl)));
    // curl's own number for a key that is not the pinned one.
    expect(await mismatch.ended).toBe(90);
  }
  expect(await readBodies()).toEqual(before);
}, 60_000);
