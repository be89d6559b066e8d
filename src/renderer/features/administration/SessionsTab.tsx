import { Unplug } from 'lucide-react';
import { useCallback } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AdminRow } from './AdminList.tsx';
import { useCallAdmin } from './admin-context.ts';

/** Each open line, with who is at its other end. */
export function SessionsTab() {
  const callAdmin = useCallAdmin();
  const words = laterText().administration;
  const ask = useCallback(() => callAdmin({ name: 'adminSessions' }), [callAdmin]);
  const { answer, reload } = useAnswer(ask);
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ sessions }) =>
        sessions.length === 0 ? (
          <EmptyState icon={<Unplug size={20} />} title={words.sessionsEmpty} />
        ) : (
          <ul aria-label={words.sessions} className="flex flex-col">
            {sessions.map(({ sessionId, userId, displayName, roomIds }) => (
              <AdminRow
                key={sessionId}
                face={<Avatar userId={userId} name={displayName} status="online" />}
                title={<bdi className="truncate">{displayName}</bdi>}
                line={words.sessionRooms(roomIds.length)}
                aside={<span className="font-mono">{sessionId.slice(0, 8)}</span>}
                action={null}
              />
            ))}
          </ul>
        )
      }
    </AnswerFrame>
  );
}
