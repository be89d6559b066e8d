import { SIZES } from '#shared/contract/limits.ts';
import type { Failure } from '#shared/contract/result.ts';
import { type MemberRoom, type RoomSettings, RoomSettingsSchema } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';

/** Only what was touched here: everything else goes on showing what others change. */
export type SettingsDraft = Partial<
  Pick<MemberRoom, 'name' | 'description' | 'maxParticipants' | 'visibility' | 'life'> & {
    /** Null removes it. */
    password: string | null;
    /** Null: it is open already. */
    startsAt: string | null;
    /** Null: as the host says. */
    agentLimit: number | null;
  }
>;

const FIELDS = ['name', 'description', 'maxParticipants', 'password', 'form'] as const;
type ErrorField = (typeof FIELDS)[number];
export type SettingsErrors = Partial<Record<ErrorField, string>>;

export const LIMIT = { min: 1, max: SIZES.absoluteCapacity } as const;
export const AGENT_LIMIT = { min: 1, max: SIZES.agentLimitMost } as const;

/** What differs from the room; typing something and taking it back is no change. */
export function findChanges(draft: SettingsDraft, room: MemberRoom): SettingsDraft {
  const changes = Object.entries(draft).filter(([key, value]) => {
    if (key === 'password') return value === null ? room.hasPassword : value !== '';
    return value !== (room[key as keyof MemberRoom] ?? null);
  });
  return Object.fromEntries(changes) as SettingsDraft;
}

/** What was typed while a save was under way stays; what was sent is told by the room from now on. */
export function dropSaved(draft: SettingsDraft, sent: SettingsDraft): SettingsDraft {
  const kept = Object.entries(draft).filter(([key, value]) => value !== sent[key as keyof SettingsDraft]);
  return Object.fromEntries(kept) as SettingsDraft;
}

function explain(field: ErrorField, draft: SettingsDraft): string {
  const { roomNameNeeded, roomNameTooLong, descriptionTooLong } = text().lobby;
  if (field === 'name') return draft.name?.trim() === '' ? roomNameNeeded : roomNameTooLong;
  if (field === 'description') return descriptionTooLong;
  return errorSentence({ code: 'VALIDATION_FAILED' });
}

function toField(key: unknown): ErrorField {
  return FIELDS.find((known) => known === key) ?? 'form';
}

export type CheckedSettings =
  | { readonly ok: true; readonly change: RoomSettings }
  | { readonly ok: false; readonly errors: SettingsErrors };

export function checkSettings(draft: SettingsDraft): CheckedSettings {
  const parsed = RoomSettingsSchema.safeParse(draft);
  if (parsed.success) return { ok: true, change: parsed.data };
  const fields = parsed.error.issues.map((issue) => toField(issue.path[0]));
  return { ok: false, errors: Object.fromEntries(fields.map((field) => [field, explain(field, draft)])) };
}

/** The host's refusal under the field it is about. */
export function explainRefusal(failure: Failure, draft: SettingsDraft): SettingsErrors {
  if (failure.code !== 'VALIDATION_FAILED') return { form: errorSentence(failure) };
  const field = toField(failure.details?.path);
  if (field === 'maxParticipants' && typeof failure.details?.ceiling === 'number') {
    return { maxParticipants: text().lobby.limitTooHigh(failure.details.ceiling) };
  }
  return { [field]: explain(field, draft) };
}
