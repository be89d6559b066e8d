import { AppError } from '#shared/contract/errors.ts';
import type { SettingsChange, SystemEvent } from '#shared/model/message.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { PollDraft } from '#shared/model/poll.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { StoredPoll } from '../../storage/message-extras.ts';
import type { Standing } from '../../storage/posting-standing.ts';
import { refuseOutsider, roomNotFound } from '../rooms/room-rules.ts';

/** The one permission check of the hot path; it runs inside the write that it allows. */
export function assertMayPost(standing: Standing | null): Standing {
  if (!standing) throw roomNotFound();
  if (standing.role === null) throw refuseOutsider(standing);
  if (standing.isMuted) throw new AppError('MUTED', 'You have been muted in this room.');
  if (!isAllowed(POLICIES[standing.policy], standing.role, 'send')) {
    throw new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.');
  }
  return standing;
}

export function openPoll({ question, options, isMultiple }: PollDraft): StoredPoll {
  return { question, isMultiple, closedAt: null, options: options.map((text) => ({ text, userIds: [] })) };
}

/** The poll in plain words, for programs that do not know polls, and for the search. */
export function describePoll({ question, options }: PollDraft): string {
  return [question, ...options.map((text, index) => `${index + 1}. ${text}`)].join('\n');
}

const SETTING_WORDS: Readonly<Record<SettingsChange['what'], string>> = {
  name: 'name',
  description: 'topic',
  visibility: 'visibility',
  maxParticipants: 'people at most',
  password: 'password',
  life: 'life',
  startsAt: 'start',
  agentLimit: 'limit for agents',
};

function listChanges(changes: readonly SettingsChange[] = []): string {
  return changes.length === 0 ? '' : `: ${changes.map(({ what }) => SETTING_WORDS[what]).join(', ')}`;
}

/** Plain words for programs that do not know the event; the app writes its own sentence. */
export function describeSystemEvent(told: SystemEvent): string {
  const { event, displayName = 'Somebody', detail } = told;
  switch (event) {
    case 'joined':
      return `${displayName} joined`;
    case 'left':
      return `${displayName} left`;
    case 'renamed':
      return `${detail ?? 'Somebody'} is now ${displayName}`;
    case 'settings':
      return `${displayName} changed the room’s settings${listChanges(told.changes)}`;
    case 'mode':
      return `${displayName} changed the mode to ${detail ?? ''}`;
    case 'locked':
      return `${displayName} locked the room`;
    case 'unlocked':
      return `${displayName} unlocked the room`;
    case 'kicked':
      return `${displayName} was removed`;
    case 'banned':
      return `${displayName} was banned`;
    case 'muted':
      return `${displayName} was muted`;
    case 'unmuted':
      return `${displayName} may write again`;
    case 'role':
      return `${displayName} is now ${detail ?? 'member'}`;
    case 'owner':
      return `${displayName} now runs the room`;
    case 'agents-wait':
      return 'Agents wait until a person speaks.';
    case 'agents-released':
      return `${displayName} let the agents go on`;
    case 'notice':
      return detail ?? '';
    default:
      return assertNever(event);
  }
}
