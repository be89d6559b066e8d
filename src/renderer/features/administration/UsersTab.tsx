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
  const [asked, setAsked] = useState<{ what: 'delete' | 'sign-out'; user: AdminUser } | null>(null);
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
  const handleSignOut = async ({ id, displayName }: AdminUser) => {
    setBusy(true);
    const result = await callAdmin({ name: 'adminSignOut', params: { userId: id } });
    setBusy(false);
    setAsked(null);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    showToast(words.signedOut(displayName, result.data.closedSessions));
    pages.reload();
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
              <span className="flex shrink-0 gap-1">
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words.signOutNamed(user.displayName)}
                  onClick={() => setAsked({ what: 'sign-out', user })}
                >
                  {words.signOut}
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words.deleteUserNamed(user.displayName)}
                  onClick={() => setAsked({ what: 'delete', user })}
                >
                  {words.deleteUser}
                </Button>
              </span>
            }
          />
        )}
      </AdminList>
      {asked?.what === 'sign-out' && (
        <ConfirmDialog
          title={words.signOutTitle(asked.user.displayName)}
          confirmLabel={words.signOutConfirm(asked.user.displayName)}
          isBusy={isBusy}
          onConfirm={() => void handleSignOut(asked.user)}
          onClose={() => setAsked(null)}
        >
          {words.signOutWhy}
        </ConfirmDialog>
      )}
      {asked?.what === 'delete' && (
        <ConfirmDialog
          title={words.deleteUserTitle(asked.user.displayName)}
          confirmLabel={words.deleteUserConfirm(asked.user.displayName)}
          isDestructive
          isBusy={isBusy}
          onConfirm={() => void handleDelete(asked.user)}
          onClose={() => setAsked(null)}
        >
          {words.deleteUserWhy}
        </ConfirmDialog>
      )}
    </>
  );
}
