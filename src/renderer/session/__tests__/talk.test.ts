import { describe, expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { eventually, startTestHost } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { RoomRef, RoomReplica } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { setUpVisits, unwrap } from './visits.ts';

const enter = setUpVisits();

function roomOf(session: Session, ref: RoomRef): RoomReplica {
  const room = findRoom(session.store.getState(), ref);
  if (room === undefined) throw new Error('the room is not known');
  return room;
}

async function openSharedRoom() {
  const host = await startTestHost();
  const [ann, bob] = [await enter(host, 'Ann'), await enter(host, 'Bob')];
  const ref = unwrap(await ann.actions.createRoom(host.url, { name: 'Room' }));
  unwrap(await ann.actions.openRoom(ref));
  unwrap(await bob.actions.joinRoom(host.url, { roomCode: roomOf(ann, ref).room.roomCode }));
  unwrap(await bob.actions.openRoom(ref));
  return { ann, bob, ref };
}

async function say(session: Session, ref: RoomRef, content: string): Promise<Message> {
  session.actions.sendMessage(ref, { messageType: 'user_text', content, contentType: 'text/plain' });
  return eventually(() => {
    const message = roomOf(session, ref).timeline?.messages.find((known) => known.content === content);
    if (message === undefined) throw new Error('not stored yet');
    return message;
  });
}

function findMessage(session: Session, ref: RoomRef, id: string): Message | undefined {
  return roomOf(session, ref).timeline?.messages.find((message) => message.id === id);
}

describe('what is done with messages', () => {
  it('edits, reactions, pins and votes reach everybody', async () => {
    const { ann, bob, ref } = await openSharedRoom();
    const { id } = await say(ann, ref, 'first');
    unwrap(await ann.actions.editMessage(ref, id, { content: 'second' }));
    unwrap(await bob.actions.react(ref, id, '👍', true));
    unwrap(await ann.actions.react(ref, id, '👍', true));
    unwrap(await bob.actions.pinMessage(ref, id, true));
    for (const session of [ann, bob]) {
      await eventually(() => {
        expect(findMessage(session, ref, id)).toMatchObject({
          content: 'second',
          reactions: [{ emoji: '👍', count: 2 }],
          pinned: {},
        });
      });
    }
    unwrap(await ann.actions.createPoll(ref, { question: 'Q?', options: ['a', 'b'], isMultiple: false }));
    const poll = roomOf(ann, ref).timeline?.messages.at(-1);
    expect(poll?.poll?.question).toBe('Q?');
    unwrap(await bob.actions.vote(ref, poll?.id ?? '', [1]));
    await eventually(() => {
      expect(findMessage(ann, ref, poll?.id ?? '')?.poll?.options[1]?.count).toBe(1);
    });
  });

  it('a deletion can be undone until it is carried out, and is carried out when the page goes', async () => {
    const { ann, bob, ref } = await openSharedRoom();
    const [kept, gone] = [await say(ann, ref, 'kept'), await say(ann, ref, 'gone')];
    ann.actions.deleteSoon(ref, kept.id, () => {});
    expect(roomOf(ann, ref).deleting).toEqual([kept.id]);
    ann.actions.undoDelete(ref, kept.id);
    expect(roomOf(ann, ref).deleting).toEqual([]);
    ann.actions.deleteSoon(ref, gone.id, () => {});
    ann.actions.flushDeletions();
    await eventually(() => {
      expect(findMessage(bob, ref, gone.id)?.deletedAt).not.toBeNull();
    });
    expect(findMessage(bob, ref, kept.id)?.deletedAt).toBeNull();
  });

  it('what was marked unread stays so, though it is in view, until the room is opened anew', async () => {
    const { ann, bob, ref } = await openSharedRoom();
    const first = await say(ann, ref, 'one');
    const last = await say(ann, ref, 'two');
    await eventually(() => expect(findMessage(bob, ref, last.id)).toBeDefined());
    await bob.actions.markRead(ref, last.id);
    unwrap(await bob.actions.markUnreadFrom(ref, first.id));
    await bob.actions.markRead(ref, last.id);
    expect(roomOf(bob, ref).room.unreadCount).toBe(2);
    unwrap(await bob.actions.openRoom(ref));
    await bob.actions.markRead(ref, last.id);
    expect(roomOf(bob, ref).room.unreadCount).toBe(0);
  });

  it('a conversation of two is the same one for both', async () => {
    const { ann, bob, ref } = await openSharedRoom();
    const [annId, bobId] = [ann, bob].map(({ store }) => store.getState().hosts[ref.hostKey]?.self?.id ?? '');
    const mine = unwrap(await ann.actions.openDirect(ref.hostKey, bobId ?? ''));
    const theirs = unwrap(await bob.actions.openDirect(ref.hostKey, annId ?? ''));
    expect(theirs.roomId).toBe(mine.roomId);
    unwrap(await ann.actions.changeSeat(mine, { notify: 'none' }));
    expect(roomOf(ann, mine).room.notify).toBe('none');
    expect(roomOf(bob, theirs).room.notify ?? 'all').toBe('all');
  });
});
