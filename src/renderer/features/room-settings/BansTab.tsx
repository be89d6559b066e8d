import { ShieldCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Ban } from '#shared/model/moderation.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showToast } from '../../ui/toast-store.ts';

export function BansTab({ roomRef: { hostKey, roomId } }: { roomRef: RoomRef }) {
  const { callHost } = useSessionActions();
  const words = laterText().moderation;
  const ask = useCallback(
    () => callHost(hostKey, { name: 'listBans', params: { roomId } }),
    [callHost, hostKey, roomId],
  );
  const { answer, reload, change } = useAnswer(ask);
  const handleUnban = async ({ userId, displayName }: Ban) => {
    const result = await callHost(hostKey, { name: 'unbanUser', params: { roomId, userId } });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    change(({ bans }) => ({ bans: bans.filter((ban) => ban.userId !== userId) }));
    showToast(words.unbanned(displayName));
  };
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ bans }) =>
        bans.length === 0 ? (
          <EmptyState icon={<ShieldCheck size={20} />} title={words.bansEmpty}>
            {words.bansEmptyWhy}
          </EmptyState>
        ) : (
          <ul aria-label={words.tabs.bans} className="flex flex-col">
            {bans.map((ban) => (
              <BanRow key={ban.userId} ban={ban} onUnban={() => handleUnban(ban)} />
            ))}
          </ul>
        )
      }
    </AnswerFrame>
  );
}

function BanRow({ ban, onUnban }: { ban: Ban; onUnban: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  const words = laterText().moderation;
  const handleClick = async () => {
    setBusy(true);
    await onUnban();
    setBusy(false);
  };
  return (
    <li className="flex flex-wrap items-center gap-3 border-line py-3 not-last:border-b">
      <Avatar userId={ban.userId} name={ban.displayName} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          <bdi>{ban.displayName}</bdi>
        </p>
        {ban.reason !== null && <p className="break-words text-sm text-text-2">{ban.reason}</p>}
        <p className="text-text-3 text-xs">
          {words.bannedBy(ban.bannedByName, formatShortTime(ban.createdAt, Date.now()))}
        </p>
      </div>
      <Button
        size="small"
        aria-label={words.unbanPerson(ban.displayName)}
        isBusy={isBusy}
        onClick={() => void handleClick()}
      >
        {words.unban}
      </Button>
    </li>
  );
}
