import { describe, expect, it } from 'vitest';
import { text } from '../../lib/text.ts';
import { checkDraft, EMPTY_DRAFT, explainRefusal } from './create-draft.ts';

const words = text().lobby;

describe('the form of a new room', () => {
  it('gives the room as the host takes it, without an empty password', () => {
    expect(checkDraft({ ...EMPTY_DRAFT, name: '  Chess   club ' })).toEqual({
      ok: true,
      room: {
        name: 'Chess club',
        description: '',
        maxParticipants: 10,
        visibility: 'private',
        life: 'day',
      },
    });
    expect(checkDraft({ ...EMPTY_DRAFT, name: 'x', password: 'secret' })).toMatchObject({
      room: { password: 'secret' },
    });
  });

  it.each([
    [{ name: '   ' }, { name: words.roomNameNeeded }],
    [{ name: 'x'.repeat(101) }, { name: words.roomNameTooLong }],
    [
      { name: '', description: 'x'.repeat(501) },
      { name: words.roomNameNeeded, description: words.descriptionTooLong },
    ],
  ])('puts the sentence under the field for %j', (part, errors) => {
    expect(checkDraft({ ...EMPTY_DRAFT, ...part })).toEqual({ ok: false, errors });
  });

  it('R5: names the rooms to close when one has too many', () => {
    const errors = explainRefusal(
      { code: 'TOO_MANY_ROOMS', message: '' },
      { draft: EMPTY_DRAFT, ownedRoomNames: ['Chess', 'Go'] },
    );
    expect(errors.form).toContain('“Chess” or “Go”');
  });

  it('puts the host’s own validation under the field it names', () => {
    const failure = { code: 'VALIDATION_FAILED', message: '', details: { path: 'name' } } as const;
    const draft = { ...EMPTY_DRAFT, name: 'x'.repeat(101) };
    expect(explainRefusal(failure, { draft, ownedRoomNames: [] })).toEqual({ name: words.roomNameTooLong });
  });
});
