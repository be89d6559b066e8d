import { SIZES } from '#shared/contract/limits.ts';
import type { Failure } from '#shared/contract/result.ts';
import { type CreateRoom, CreateRoomSchema, type RoomLife, type Visibility } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { fromLocalInput } from '../../lib/local-time.ts';
import { text } from '../../lib/text.ts';

/** What stands in the form of a new room. */
export interface CreateDraft {
  readonly name: string;
  readonly description: string;
  readonly maxParticipants: number;
  readonly visibility: Visibility;
  readonly password: string;
  readonly life: RoomLife;
  /** What stands in the field for the beginning; empty for a room that begins now. */
  readonly starts: string;
}

export type CreateField = 'name' | 'description' | 'maxParticipants' | 'password' | 'life' | 'starts';
/** The sentence under each field that needs one; `form` is for what no field explains. */
export type CreateErrors = Partial<Record<CreateField | 'form', string>>;

export const EMPTY_DRAFT: CreateDraft = {
  name: '',
  description: '',
  maxParticipants: SIZES.defaultCapacity,
  visibility: 'private',
  password: '',
  life: 'day',
  starts: '',
};

/** How many the host allows, it says itself. */
export const CAPACITY = { min: 1, max: SIZES.absoluteCapacity } as const;

const FIELDS: readonly CreateField[] = ['name', 'description', 'maxParticipants', 'password', 'life'];

function explainField(field: CreateField, draft: CreateDraft): string {
  const { roomNameNeeded, roomNameTooLong, descriptionTooLong } = text().lobby;
  if (field === 'name') return draft.name.trim() === '' ? roomNameNeeded : roomNameTooLong;
  if (field === 'description') return descriptionTooLong;
  return errorSentence({ code: 'VALIDATION_FAILED' });
}

export type CheckedDraft =
  | { readonly ok: true; readonly room: CreateRoom }
  | { readonly ok: false; readonly errors: CreateErrors };

export function checkDraft(draft: CreateDraft): CheckedDraft {
  const { password, starts, ...rest } = draft;
  const startsAt = fromLocalInput(starts);
  const isOver = startsAt !== null && Date.parse(startsAt) <= Date.now();
  const parsed = CreateRoomSchema.safeParse({
    ...rest,
    ...(password === '' ? {} : { password }),
    ...(startsAt === null ? {} : { startsAt }),
  });
  if (parsed.success && isOver) return { ok: false, errors: { starts: text().rooms.startPast } };
  if (parsed.success) return { ok: true, room: parsed.data };
  const errors: CreateErrors = {};
  for (const issue of parsed.error.issues) {
    const field = FIELDS.find((known) => known === issue.path[0]);
    if (field !== undefined) errors[field] = explainField(field, draft);
  }
  return { ok: false, errors };
}

/** The host's refusal, put where it belongs; the sixth room is refused by naming those to close. */
export function explainRefusal(
  failure: Failure,
  { draft, ownedRoomNames }: { draft: CreateDraft; ownedRoomNames: readonly string[] },
): CreateErrors {
  if (failure.code === 'TOO_MANY_ROOMS') return { form: text().lobby.tooManyRooms(ownedRoomNames) };
  if (failure.code === 'VALIDATION_FAILED') {
    const path = String(failure.details?.path ?? '');
    const field = FIELDS.find((known) => path === known || path.endsWith(`.${known}`));
    if (field === 'maxParticipants' && typeof failure.details?.ceiling === 'number') {
      return { maxParticipants: text().lobby.limitTooHigh(failure.details.ceiling) };
    }
    if (field !== undefined) return { [field]: explainField(field, draft) };
  }
  return { form: errorSentence(failure) };
}
