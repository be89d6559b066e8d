import { Check } from 'lucide-react';
import type { Message } from '#shared/model/message.ts';
import type { Poll } from '#shared/model/poll.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { Button } from '../../../ui/Button.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useChat } from '../chat-context.ts';
import { tellFailure } from './tell-failure.ts';

function toggle(poll: Poll, mine: readonly number[], id: number): number[] {
  if (mine.includes(id)) return mine.filter((known) => known !== id);
  return poll.isMultiple ? [...mine, id] : [id];
}

/** A question with its votes; pressing an option gives or takes back one's own. */
export function PollView({ message, poll }: { message: Message; poll: Poll }) {
  const chat = useChat();
  const session = useSessionActions();
  const t = laterText().actions;
  const { selfId } = chat;
  const voters = new Set(poll.options.flatMap(({ userIds }) => userIds)).size;
  const mine = poll.options
    .filter(({ userIds }) => selfId !== undefined && userIds.includes(selfId))
    .map(({ id }) => id);
  const isClosed = poll.closedAt !== null;
  const vote = async (id: number) =>
    tellFailure(await session.vote(chat.roomRef, message.id, toggle(poll, mine, id)));
  return (
    <section aria-label={t.pollOf(poll.question)} className="flex w-80 max-w-full flex-col gap-2 py-1">
      <p className="wrap-anywhere font-semibold">
        <bdi>{poll.question}</bdi>
      </p>
      <ul className="flex flex-col gap-1.5">
        {poll.options.map(({ id, text: option, count, userIds }) => {
          const share = voters === 0 ? 0 : Math.round((count / voters) * 100);
          const isChosen = mine.includes(id);
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={isChosen}
                disabled={isClosed}
                title={userIds.map((userId) => chat.nameOf(userId)).join(', ')}
                onClick={() => void vote(id)}
                className="relative flex min-h-9 w-full items-center gap-2 overflow-hidden rounded-control border border-outline/50 bg-surface px-3 text-start text-sm text-text hover:enabled:bg-hover max-md:min-h-11"
              >
                <span
                  aria-hidden="true"
                  style={{ width: `${share}%` }}
                  className={joinClasses(
                    'absolute inset-y-0 start-0 transition-[width]',
                    isChosen ? 'bg-accent-soft' : 'bg-sunken',
                  )}
                />
                <span className="relative flex size-4 shrink-0 items-center justify-center rounded-full border border-outline">
                  {isChosen && <Check size={12} aria-hidden />}
                </span>
                <bdi className="wrap-anywhere relative min-w-0 flex-1 py-1.5">{option}</bdi>
                <VisuallyHidden>, {t.pollVotes(count, share)}</VisuallyHidden>
                <span aria-hidden="true" className="relative shrink-0 text-text-2 text-xs tabular-nums">
                  {count}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="flex min-h-8 items-center justify-between gap-2 text-xs">
        <span>
          {[t.pollVoters(voters), isClosed && t.pollClosed, poll.isMultiple && t.pollMultiple]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {!isClosed && message.userId === selfId && (
          <Button
            size="small"
            onClick={async () => tellFailure(await session.closePoll(chat.roomRef, message.id))}
          >
            {t.pollClose}
          </Button>
        )}
      </div>
    </section>
  );
}
