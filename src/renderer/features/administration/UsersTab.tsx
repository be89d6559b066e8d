import { useCallback, useState } from 'react';
import type { AdminUser } from '#shared/model/administration.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { AdminList, AdminRow } from './AdminList.tsx';
import { useCallAdmin } from './admin-context.ts';
import { type PageRequest, usePages } from './use-pages.ts';

/** People with the lines they have open. */
export function UsersTab() {
  const callAdmin = useCallAdmin();
  const [asked, setAsked] = useState<AdminUser | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().administration;
  const askPage = useCallback(
    async (query: PageRequest) => {
      const result = await callAdmin({ name: 'adminUsers', query: { limit: 50, ...query } });
      if (!result.ok) return result;
      return { ok: true, data: { items: result.data.users, nextCursor: result.data.nextCursor } } as const;
    },
    [callAdmin],
  );
  const pages = usePages<AdminUser>(askPage);
  const handleDelete = async ({ id, displayName }: AdminUser) => {
    setBusy(true);
    const result = await callAdmin({ name: 'adminDeleteUser', params: { userId: id } });
    setBusy(false);
    setAsked(null);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    pages.remove((user) => user.id === id);
    showToast(words.userDeleted(displayName));
  };
  const tellSeen = ({ sessions, lastSeen }: AdminUser) => {
    if (sessions > 0) return words.sessionCount(sessions);
    return lastSeen === null ? words.never : words.seen(formatShortTime(lastSeen, Date.now()));
  };
  return (
    <>
      <AdminList label={words.users} pages={pages}>
        {(user) => (
          <AdminRow
            key={user.id}
            face={
              <Avatar
                userId={user.id}
                name={user.displayName}
                status={user.isOnline ? 'online' : 'offline'}
              />
            }
            title={
              <>
                <bdi className="truncate">{user.displayName}</bdi>
                {user.kind !== 'person' && <Badge>{words.kinds[user.kind]}</Badge>}
              </>
            }
            line={words.userLine(user.roomCount, user.ownedRooms)}
            aside={tellSeen(user)}
            action={
              <Button
                size="small"
                look="quiet"
                aria-label={words.deleteUserNamed(user.displayName)}
                onClick={() => setAsked(user)}
              >
                {words.deleteUser}
              </Button>
            }
          />
        )}
      </AdminList>
      {asked !== null && (
        <ConfirmDialog
          title={words.deleteUserTitle(asked.displayName)}
          confirmLabel={words.deleteUserConfirm(asked.displayName)}
          isDestructive
          isBusy={isBusy}
          onConfirm={() => void handleDelete(asked)}
          onClose={() => setAsked(null)}
        >
          {words.deleteUserWhy}
        </ConfirmDialog>
      )}
    </>
  );
}
