import { ShieldCheck } from 'lucide-react';
import { useCallback } from 'react';
import type { AdminBan } from '#shared/model/administration.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { AdminRow } from './AdminList.tsx';
import { useCallAdmin } from './admin-context.ts';

export function BansTab() {
  const callAdmin = useCallAdmin();
  const { administration: words, moderation } = laterText();
  const ask = useCallback(() => callAdmin({ name: 'adminBans' }), [callAdmin]);
  const { answer, reload, change } = useAnswer(ask);
  const handleLift = async ({ roomId, userId, displayName }: AdminBan) => {
    const result = await callAdmin({ name: 'adminLiftBan', params: { roomId, userId } });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    change(({ bans }) => ({
      bans: bans.filter((ban) => ban.userId !== userId || ban.roomId !== roomId),
    }));
    showToast(moderation.unbanned(displayName));
  };
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ bans }) =>
        bans.length === 0 ? (
          <EmptyState icon={<ShieldCheck size={20} />} title={words.bansEmpty} />
        ) : (
          <ul aria-label={words.bans} className="flex flex-col">
            {bans.map((ban) => (
              <AdminRow
                key={`${ban.roomId} ${ban.userId}`}
                face={<Avatar userId={ban.userId} name={ban.displayName} />}
                title={<bdi className="truncate">{ban.displayName}</bdi>}
                line={words.banLine(ban.roomName, ban.bannedByName)}
                aside={formatShortTime(ban.createdAt, Date.now())}
                action={
                  <Button
                    size="small"
                    aria-label={moderation.unbanPerson(ban.displayName)}
                    onClick={() => void handleLift(ban)}
                  >
                    {moderation.unban}
                  </Button>
                }
              />
            ))}
          </ul>
        )
      }
    </AnswerFrame>
  );
}
