import { describe, expect, it } from 'vitest';
import { isAbove, ROLES, type Role } from '#shared/model/role.ts';
import { expectStatus, type Person, seat } from '../../__tests__/test-host.ts';
import { attempt, CALLERS, GONE, outcomeOf, setTheStage } from './permission-stage.ts';

async function say(person: Person, roomId: string): Promise<string> {
  const answer = await person.post(`/api/rooms/${roomId}/messages`, { content: 'a word' });
  return expectStatus(answer, 201).body.message.id;
}

describe('R10 cell by cell over the raw WebSocket', () => {
  it('speaking in either family', async () => {
    const { roomId, chat, signalling } = await setTheStage();
    for (const caller of CALLERS) {
      const inChat = await attempt(
        chat[caller],
        { type: 'send_message', room_id: roomId, content: `chat of ${caller}` } as never,
        {
          seenBy: chat.owner,
          type: 'message',
          fits: ({ message }) => message.content === `chat of ${caller}`,
        },
      );
      const inSignalling = await attempt(
        signalling[caller],
        { type: 'chat', roomId, payload: `signal of ${caller}` } as never,
        { seenBy: signalling.owner, type: 'chat', fits: ({ payload }) => payload === `signal of ${caller}` },
      );
      const expected = outcomeOf(caller);
      expect({ caller, inChat, inSignalling }).toEqual({ caller, inChat: expected, inSignalling: expected });
    }
  });

  it('deleting: every role on every role', async () => {
    const { host, roomId, people, chat } = await setTheStage();
    for (const caller of CALLERS) {
      for (const targetRole of ROLES) {
        const target = targetRole === 'member' ? await host.guest('Target') : people[targetRole];
        if (targetRole === 'member') await seat({ id: roomId }, target);
        const id = await say(target, roomId);
        const frame = { type: 'delete_message', room_id: roomId, message_id: id };
        const outcome = await attempt(chat[caller], frame, {
          seenBy: chat.owner,
          type: 'message_deleted',
          fits: ({ message_id: gone }) => gone === id,
        });
        const role: Role = caller === 'muted' ? 'member' : (caller as Role);
        const mayDelete = caller === targetRole || (role !== 'member' && isAbove(role, targetRole));
        const expected = GONE.includes(caller)
          ? 'NOT_A_MEMBER'
          : (caller === 'member' ? false : mayDelete)
            ? 'done'
            : 'NOT_ALLOWED';
        expect({ caller, targetRole, outcome }).toEqual({ caller, targetRole, outcome: expected });
      }
    }
  });

  it('one’s own message: everybody who has a seat takes it back, who speaks edits it', async () => {
    const { roomId, people, chat } = await setTheStage();
    for (const caller of [...ROLES, 'muted'] as const) {
      const isMuted = caller === 'muted';
      const base = `/api/rooms/${roomId}/members/${people.muted.id}`;
      if (isMuted) expectStatus(await people.owner.patch(base, { muted: false }), 200);
      const id = await say(people[caller], roomId);
      if (isMuted) expectStatus(await people.owner.patch(base, { muted: true }), 200);
      const own = { room_id: roomId, message_id: id };
      const edited = await attempt(
        chat[caller],
        { type: 'edit_message', ...own, content: `by ${caller}` } as never,
        {
          seenBy: chat.owner,
          type: 'message_updated',
          fits: ({ message }) => message.content === `by ${caller}`,
        },
      );
      const deleted = await attempt(chat[caller], { type: 'delete_message', ...own } as never, {
        seenBy: chat.owner,
        type: 'message_deleted',
        fits: ({ message_id: gone }) => gone === id,
      });
      expect({ caller, edited, deleted }).toEqual({ caller, edited: outcomeOf(caller), deleted: 'done' });
    }
  });

  it('editing what others said: nobody; reacting: who may speak', async () => {
    const { host, roomId, chat } = await setTheStage();
    const author = await host.guest('Author');
    await seat({ id: roomId }, author);
    const id = await say(author, roomId);
    const place = { room_id: roomId, message_id: id };
    for (const caller of CALLERS) {
      const edited = await attempt(
        chat[caller],
        { type: 'edit_message', ...place, content: 'forged' } as never,
        { seenBy: chat.owner, type: 'message_updated', fits: ({ message }) => message.content === 'forged' },
      );
      const reacted = await attempt(
        chat[caller],
        { type: 'react', ...place, emoji: '👍', on: true } as never,
        {
          seenBy: chat.owner,
          type: 'message_updated',
          fits: ({ message }) => message.id === id && message.reactions.length > 0,
        },
      );
      const refused = outcomeOf(caller) === 'done' ? 'NOT_ALLOWED' : outcomeOf(caller);
      expect({ caller, edited, reacted }).toEqual({ caller, edited: refused, reacted: outcomeOf(caller) });
    }
  });

  it('typing: who is in the room', async () => {
    const { roomId, chat } = await setTheStage();
    for (const caller of CALLERS) {
      const witness = caller === 'owner' ? chat.admin : chat.owner;
      const started = await attempt(chat[caller], { type: 'typing_start', room_id: roomId } as never, {
        seenBy: witness,
        type: 'typing_indicator',
        fits: ({ users }) => users.includes(caller),
      });
      expect({ caller, started }).toEqual({ caller, started: outcomeOf(caller, 'done') });
      const stopped = await attempt(chat[caller], { type: 'typing_stop', room_id: roomId } as never, {
        seenBy: witness,
        type: 'typing_indicator',
        fits: ({ users }) => !users.includes(caller),
      });
      expect({ caller, stopped }).toEqual({ caller, stopped: outcomeOf(caller, 'done') });
    }
  });
});
