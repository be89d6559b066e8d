import { expect, it } from 'vitest';
import { connect } from './socket-client.ts';
import { makeRoom, seat, startTestHost } from './test-host.ts';

async function startTalk() {
  const host = await startTestHost();
  const [ann, bob, cleo] = [await host.guest('Ann'), await host.guest('Bob'), await host.guest('Cleo')];
  const room = await makeRoom(ann);
  await seat(room, bob, cleo);
  const enter = async (person: typeof ann) => {
    const line = await connect(host, person);
    return { line, joined: await line.ask('room:join', { roomId: room.id }) };
  };
  return { bob, cleo, enter, annLine: (await enter(ann)).line, roomId: room.id };
}

it('V9: a voice is told to everybody in the room once, and to whoever comes while it lasts', async () => {
  const { bob, cleo, enter, annLine, roomId } = await startTalk();
  const { line } = await enter(bob);
  expect((await line.request('room:voice-start', { roomId })).ok).toBe(true);
  await line.ask('room:voice-start', { roomId });
  const sign = { roomId, userId: bob.user.id };
  expect(await annLine.expectPush('room:voice-started')).toEqual(sign);
  expect((await enter(cleo)).joined.voiceUserIds).toEqual([bob.user.id]);
  await line.ask('room:voice-stop', { roomId });
  expect(await annLine.expectPush('room:voice-stopped')).toEqual(sign);
  expect(annLine.listen('room:voice-started')).toHaveLength(1);
  expect((await enter(cleo)).joined.voiceUserIds).toEqual([]);
});

it('V9: a voice ends with the last line it was told on, though its person is still here by another', async () => {
  const { bob, enter, annLine, roomId } = await startTalk();
  const [first, second, silent] = [await enter(bob), await enter(bob), await enter(bob)];
  await first.line.ask('room:voice-start', { roomId });
  await second.line.ask('room:voice-start', { roomId });
  first.line.close();
  // An answer on another line does not say that the host has seen the first one close: the count of the end does.
  second.line.close();
  await annLine.expectPush('room:voice-stopped');
  await silent.line.ask('room:message', { content: 'still here' });
  expect(annLine.listen('room:voice-stopped')).toHaveLength(1);
  expect(annLine.listen('room:participant-left')).toEqual([]);
});

it('V9: whoever is not in the room has no voice there', async () => {
  const { cleo, enter, roomId } = await startTalk();
  const { line } = await enter(cleo);
  await line.ask('room:leave', { roomId });
  const refused = await line.request('room:voice-start', { roomId });
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_A_MEMBER' } });
});
