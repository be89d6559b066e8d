import { describe, expect, it } from 'vitest';
import type { MemberRoom } from '#shared/model/room.ts';
import { text } from '../../../lib/text.ts';
import { checkSettings, dropSaved, explainRefusal, findChanges } from '../settings-draft.ts';

const words = text().lobby;
const ROOM = {
  name: 'Chess',
  description: '',
  maxParticipants: 10,
  visibility: 'private',
  life: 'day',
  hasPassword: true,
  startsAt: undefined,
} as unknown as MemberRoom;

describe('R8: settings of a room', () => {
  it.each([
    [{}, {}],
    [{ name: 'Chess' }, {}],
    [
      { name: 'Go', life: 'kept' as const },
      { name: 'Go', life: 'kept' },
    ],
    [{ password: '' }, {}],
    [{ password: 'new' }, { password: 'new' }],
    [{ password: null }, { password: null }],
    [{ startsAt: null }, {}],
  ])('of %j changed is %j', (draft, changes) => {
    expect(findChanges(draft, ROOM)).toEqual(changes);
  });

  it('removing a password that is not there is no change', () => {
    expect(findChanges({ password: null }, { ...ROOM, hasPassword: false })).toEqual({});
  });

  it.each([
    ['what was sent goes', { name: 'Go', life: 'kept' as const }, { name: 'Go', life: 'kept' as const }, {}],
    ['what was typed since stays', { name: 'Go game' }, { name: 'Go' }, { name: 'Go game' }],
    [
      'another field touched since stays',
      { name: 'Go', description: 'New' },
      { name: 'Go' },
      { description: 'New' },
    ],
    ['what was taken back since stays taken back', { name: 'Chess' }, { name: 'Go' }, { name: 'Chess' }],
    ['a null sent goes too', { password: null }, { password: null }, {}],
    ['what was reset since is not brought back', {}, { name: 'Go' }, {}],
  ])('after a save %s', (_, latest, sent, kept) => {
    expect(dropSaved(latest, sent)).toEqual(kept);
  });

  it.each([
    [{ name: '  ' }, { name: words.roomNameNeeded }],
    [{ name: 'x'.repeat(101) }, { name: words.roomNameTooLong }],
    [{ description: 'x'.repeat(501) }, { description: words.descriptionTooLong }],
  ])('refuses %j under its field', (draft, errors) => {
    expect(checkSettings(draft)).toEqual({ ok: false, errors });
  });

  it('the limit of the host stands under the number', () => {
    const details = { path: 'maxParticipants', ceiling: 50 };
    expect(
      explainRefusal({ code: 'VALIDATION_FAILED', message: '', details }, { maxParticipants: 60 }),
    ).toEqual({
      maxParticipants: words.limitTooHigh(50),
    });
  });
});
