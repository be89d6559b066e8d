import { Link, Mail, Ticket, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { Invite, InviteKind } from '#shared/model/invite.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatMoment } from '../../lib/moment.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import type { useAnswer } from '../../lib/use-answer.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showToast } from '../../ui/toast-store.ts';

const ICONS: Readonly<Record<InviteKind, typeof Link>> = { user: UserRound, email: Mail, link: Link };

type Invites = ReturnType<typeof useAnswer<{ invites: Invite[] }>>;

/** Every invitation with what became of it. */
export function InviteList({ hostKey, invites }: { hostKey: string; invites: Invites }) {
  const { callHost } = useSessionActions();
  const words = laterText().invitations;
  const handleRevoke = async ({ id }: Invite) => {
    const result = await callHost(hostKey, { name: 'revokeInvite', params: { inviteId: id } });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    invites.change((known) => ({
      invites: known.invites.map((invite) => (invite.id === id ? { ...invite, status: 'revoked' } : invite)),
    }));
    showToast(words.revoked);
  };
  return (
    <AnswerFrame answer={invites.answer} onRetry={invites.reload}>
      {({ invites: all }) =>
        all.length === 0 ? (
          <EmptyState icon={<Ticket size={20} />} title={words.listEmpty}>
            {words.listEmptyWhy}
          </EmptyState>
        ) : (
          <ul aria-label={words.tabs.list} className="flex flex-col">
            {all.map((invite) => (
              <InviteRow key={invite.id} invite={invite} onRevoke={() => handleRevoke(invite)} />
            ))}
          </ul>
        )
      }
    </AnswerFrame>
  );
}

function InviteRow({ invite, onRevoke }: { invite: Invite; onRevoke: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  const words = laterText().invitations;
  const Icon = ICONS[invite.kind];
  const what = invite.email ?? words.kinds[invite.kind];
  const isOpen = invite.status === 'open';
  const handleClick = async () => {
    setBusy(true);
    await onRevoke();
    setBusy(false);
  };
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 border-line py-2 not-last:border-b">
      <Icon size={16} aria-hidden className="shrink-0 text-text-3" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">{what}</p>
        <p className="text-text-3 text-xs">
          {isOpen
            ? words.linkUntil(formatMoment(invite.expiresAt))
            : words.byWhom(invite.inviterName, formatShortTime(invite.createdAt, Date.now()))}
        </p>
      </div>
      <Badge tone={isOpen ? 'accent' : invite.status === 'used' ? 'good' : 'neutral'}>
        {words.status[invite.status]}
      </Badge>
      {isOpen && (
        <Button
          size="small"
          look="quiet"
          aria-label={words.revokeInvite(what)}
          isBusy={isBusy}
          onClick={() => void handleClick()}
        >
          {words.revoke}
        </Button>
      )}
    </li>
  );
}
