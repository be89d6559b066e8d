import { SIZES } from '#shared/contract/limits.ts';
import type { Message, MessageEdit, MessageVersion } from '#shared/model/message.ts';
import type { ChangedMessage } from '../../storage/changed-message.ts';
import type { HistoryRepo, ThreadView } from '../../storage/history-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { Changed, Decide, MessageReader, MessageRepo } from '../../storage/message-repo.ts';
import type { SavedMessage, SavedRepo } from '../../storage/saved-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import {
  decideClosePoll,
  decideDelete,
  decideEdit,
  decidePin,
  decideReaction,
  decideVote,
  messageNotFound,
} from './message-rules.ts';

/** What can be done with a message that was sent. */
export interface MessageService {
  editMessage(actor: Actor, messageId: string, edit: MessageEdit): Promise<ChangedMessage>;
  deleteMessage(actor: Actor, messageId: string): Promise<ChangedMessage>;
  /** Toggles when `isOn` is not given. */
  react(
    actor: Actor,
    messageId: string,
    reaction: { emoji: string; isOn?: boolean | undefined },
  ): Promise<ChangedMessage>;
  pinMessage(actor: Actor, messageId: string, isPinned: boolean): Promise<ChangedMessage>;
  vote(actor: Actor, messageId: string, optionIds: readonly number[]): Promise<ChangedMessage>;
  closePoll(actor: Actor, messageId: string): Promise<ChangedMessage>;
  listVersions(actor: Actor, messageId: string): Promise<MessageVersion[]>;
  listReaders(actor: Actor, messageId: string): Promise<MessageReader[]>;
  getThread(
    actor: Actor,
    roomId: string,
    rootId: string,
    page: { after?: number | undefined; limit?: number | undefined },
  ): Promise<ThreadView>;
  listPinned(actor: Actor, roomId: string): Promise<Message[]>;
  listMentions(
    actor: Actor,
    page: { before?: string | undefined; limit?: number | undefined },
  ): Promise<Message[]>;
  saveMessage(actor: Actor, messageId: string): Promise<void>;
  unsaveMessage(actor: Actor, messageId: string): Promise<void>;
  listSaved(
    actor: Actor,
    page: { before?: string | undefined; limit?: number | undefined },
  ): Promise<SavedMessage[]>;
}

interface Options {
  messages: MessageRepo;
  history: HistoryRepo;
  saved: SavedRepo;
  members: MemberRepo;
  assertMember: (actor: Actor, roomId: string) => Promise<void>;
  /** Files whose rows are gone: their bytes can go too. */
  onFilesGone: (fileIds: readonly string[]) => void;
  /** Somebody else's message was deleted: an act of moderation. */
  onModerated: (actor: Actor, message: Message) => Promise<void>;
  publish: Publish;
  /** An edit counts like a message. */
  messageLimit: RateLimit;
  clock: Clock;
}

/** Tells a room of a message that changed, and of the thread that changed with it. */
export function publishChanged(publish: Publish, changed: Changed): void {
  const { message, rev, root, newlyMentioned } = changed;
  const to = { roomId: message.roomId };
  publish({
    name: 'room:message-updated',
    payload: { message, rev, ...(newlyMentioned.length > 0 && { newlyMentioned: [...newlyMentioned] }) },
    to,
  });
  if (root) publish({ name: 'room:message-updated', payload: root, to });
}

export function createMessageService(options: Options): MessageService {
  const { messages, history, saved, members, assertMember, publish, clock } = options;

  function tell(changed: Changed | null): void {
    if (!changed?.hasChanged) return;
    publishChanged(publish, changed);
    if (changed.removedFileIds.length > 0) options.onFilesGone(changed.removedFileIds);
  }

  async function change(actor: Actor, messageId: string, decide: Decide): Promise<ChangedMessage> {
    const changed = await messages.change(messageId, actor.userId, clock.now(), decide, tell);
    if (!changed) throw messageNotFound();
    return { message: changed.message, rev: changed.rev };
  }

  async function findSeen(actor: Actor, messageId: string): Promise<Message> {
    const message = await history.find(messageId);
    const member = message && (await members.find(message.roomId, actor.userId));
    if (!message || !member) throw messageNotFound();
    return message;
  }

  return {
    editMessage: (actor, messageId, edit) =>
      change(actor, messageId, (situation) => {
        const decided = decideEdit(situation, actor, edit);
        if (decided) options.messageLimit.take(actor.userId);
        return decided;
      }),
    async deleteMessage(actor, messageId) {
      const deleted = await change(actor, messageId, (situation) => decideDelete(situation, actor));
      if (deleted.message.userId !== actor.userId) await options.onModerated(actor, deleted.message);
      return deleted;
    },
    react: (actor, messageId, reaction) =>
      change(actor, messageId, (situation) => decideReaction(situation, actor, reaction)),
    pinMessage: (actor, messageId, isPinned) =>
      change(actor, messageId, (situation) => decidePin(situation, actor, { isPinned, now: clock.now() })),
    vote: (actor, messageId, optionIds) =>
      change(actor, messageId, (situation) => decideVote(situation, actor, optionIds)),
    closePoll: (actor, messageId) =>
      change(actor, messageId, (situation) => decideClosePoll(situation, actor, clock.now())),

    async listVersions(actor, messageId) {
      const message = await findSeen(actor, messageId);
      return message.deletedAt === null ? history.versions(messageId) : [];
    },
    async listReaders(actor, messageId) {
      await findSeen(actor, messageId);
      return messages.listReaders(messageId);
    },
    async getThread(actor, roomId, rootId, { after = 0, limit = SIZES.historyPage }) {
      await assertMember(actor, roomId);
      const thread = await history.thread(roomId, rootId, { after, limit });
      if (!thread) throw messageNotFound();
      return thread;
    },
    async listPinned(actor, roomId) {
      await assertMember(actor, roomId);
      return history.pinned(roomId);
    },
    listMentions: (actor, { before, limit = SIZES.historyPage }) =>
      history.mentioning(actor.userId, before ?? null, limit),
    async saveMessage(actor, messageId) {
      if (!(await saved.save(actor.userId, messageId, clock.now()))) throw messageNotFound();
    },
    unsaveMessage: (actor, messageId) => saved.remove(actor.userId, messageId),
    listSaved: (actor, { before, limit = SIZES.historyPage }) =>
      saved.list(actor.userId, before === undefined ? null : Date.parse(before) || 0, limit),
  };
}
