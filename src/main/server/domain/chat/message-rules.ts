import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import type { MessageEdit } from '#shared/model/message.ts';
import { isAllowed, POLICIES, type RoomAction } from '#shared/model/policy.ts';
import type { Extras, StoredReaction } from '../../storage/message-extras.ts';
import type { MessageChange, MessageSituation } from '../../storage/message-repo.ts';
import type { Actor } from '../actor.ts';

export function messageNotFound(): AppError {
  return new AppError('MESSAGE_NOT_FOUND', 'There is no such message.');
}

const notAllowed = (message: string) => new AppError('NOT_ALLOWED', message);

/** Whoever has no seat does not learn that the message exists. */
function assertMay(situation: MessageSituation, actor: Actor, action: RoomAction): void {
  if (situation.role === null || situation.spaceId !== actor.spaceId) throw messageNotFound();
  if (!isAllowed(POLICIES[situation.policy], situation.role, action)) {
    throw notAllowed('Your role in this room does not allow that.');
  }
}

/** Changing what others see is speaking: not for the muted, and not about what is gone. */
function assertMaySpeak(situation: MessageSituation, actor: Actor): void {
  assertMay(situation, actor, 'send');
  if (situation.isMuted) throw new AppError('MUTED', 'You have been muted in this room.');
  if (situation.isDeleted) throw new AppError('GONE', 'That message has been deleted.');
}

export function decideEdit(
  situation: MessageSituation,
  actor: Actor,
  edit: MessageEdit,
): MessageChange | null {
  assertMaySpeak(situation, actor);
  const { message, extras } = situation;
  if (message.user_id !== actor.userId) throw notAllowed('Only its author can edit a message.');
  if (extras.poll) throw notAllowed('A poll cannot be edited.');
  if (edit.content.trim() === '' && !extras.attachments?.length) {
    throw new AppError('VALIDATION_FAILED', 'content must not be empty.', { path: 'content' });
  }
  const contentType = edit.contentType ?? message.content_type;
  if (edit.content === message.content && contentType === message.content_type) return null;
  return { kind: 'edit', wording: { content: edit.content, contentType } };
}

/** The author always; others by their role, and never somebody of the same or a higher one. */
export function decideDelete(situation: MessageSituation, actor: Actor): MessageChange | null {
  assertMay(situation, actor, 'view');
  const { message, role, authorRole } = situation;
  if (situation.isDeleted) return null;
  if (message.user_id === actor.userId) return { kind: 'delete' };
  const isSystem = message.type === 'system';
  const policy = POLICIES[situation.policy];
  if (isSystem || !isAllowed(policy, role, 'delete-message', authorRole ?? 'member')) {
    throw notAllowed('Only its author or a moderator can delete a message.');
  }
  return { kind: 'delete' };
}

function withReaction(reactions: readonly StoredReaction[], emoji: string, userId: string): StoredReaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (known) {
    return reactions.map((reaction) =>
      reaction === known ? { emoji, userIds: [...known.userIds, userId] } : reaction,
    );
  }
  if (reactions.length >= SIZES.reactionKinds) {
    throw new AppError('CONFLICT', `A message takes at most ${SIZES.reactionKinds} different reactions.`);
  }
  return [...reactions, { emoji, userIds: [userId] }];
}

/** `isOn` undefined toggles. */
export function decideReaction(
  situation: MessageSituation,
  actor: Actor,
  { emoji, isOn }: { emoji: string; isOn?: boolean | undefined },
): MessageChange | null {
  assertMaySpeak(situation, actor);
  if (situation.message.type === 'system') throw notAllowed('That line takes no reactions.');
  const { reactions = [], ...rest } = situation.extras;
  const isThere = reactions.some((one) => one.emoji === emoji && one.userIds.includes(actor.userId));
  const wanted = isOn ?? !isThere;
  if (wanted === isThere) return null;
  const next = wanted
    ? withReaction(reactions, emoji, actor.userId)
    : reactions
        .map((one) =>
          one.emoji === emoji ? { emoji, userIds: one.userIds.filter((id) => id !== actor.userId) } : one,
        )
        .filter((one) => one.userIds.length > 0);
  return { kind: 'extras', extras: { ...rest, ...(next.length > 0 && { reactions: next }) } };
}

export function decidePin(
  situation: MessageSituation,
  actor: Actor,
  { isPinned, now }: { isPinned: boolean; now: number },
): MessageChange | null {
  assertMaySpeak(situation, actor);
  if (situation.message.type === 'system') throw notAllowed('That line cannot be pinned.');
  const { pinned, ...rest } = situation.extras;
  if (isPinned === (pinned !== undefined)) return null;
  if (!isPinned) return { kind: 'extras', extras: rest, pinnedAt: null };
  if (situation.countPins() >= SIZES.pinsPerRoom) {
    throw new AppError('CONFLICT', `A room holds at most ${SIZES.pinsPerRoom} pinned messages.`);
  }
  const pin = { at: new Date(now).toISOString(), userId: actor.userId };
  return { kind: 'extras', extras: { ...rest, pinned: pin }, pinnedAt: now };
}

function findOpenPoll({ extras }: MessageSituation): NonNullable<Extras['poll']> {
  if (!extras.poll) throw new AppError('NOT_FOUND', 'That message is no poll.');
  if (extras.poll.closedAt !== null) throw new AppError('GONE', 'The poll is closed.');
  return extras.poll;
}

/** The whole choice each time; none takes the vote back. */
export function decideVote(
  situation: MessageSituation,
  actor: Actor,
  optionIds: readonly number[],
): MessageChange | null {
  assertMaySpeak(situation, actor);
  const poll = findOpenPoll(situation);
  const chosen = new Set(optionIds);
  if ([...chosen].some((id) => poll.options[id] === undefined) || (!poll.isMultiple && chosen.size > 1)) {
    throw new AppError('VALIDATION_FAILED', 'optionIds must name options of the poll.', {
      path: 'optionIds',
    });
  }
  const isSame = poll.options.every(({ userIds }, id) => userIds.includes(actor.userId) === chosen.has(id));
  if (isSame) return null;
  const options = poll.options.map(({ text, userIds }, id) => {
    const others = userIds.filter((userId) => userId !== actor.userId);
    return { text, userIds: chosen.has(id) ? [...others, actor.userId] : others };
  });
  return { kind: 'extras', extras: { ...situation.extras, poll: { ...poll, options } } };
}

export function decideClosePoll(
  situation: MessageSituation,
  actor: Actor,
  now: number,
): MessageChange | null {
  assertMaySpeak(situation, actor);
  const poll = findOpenPoll(situation);
  const { message, role, authorRole } = situation;
  const isModerator = isAllowed(POLICIES[situation.policy], role, 'delete-message', authorRole ?? 'member');
  if (message.user_id !== actor.userId && !isModerator) {
    throw notAllowed('Only its author or a moderator can close a poll.');
  }
  const closed = { ...poll, closedAt: new Date(now).toISOString() };
  return { kind: 'extras', extras: { ...situation.extras, poll: closed } };
}
