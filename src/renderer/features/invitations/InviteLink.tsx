import { Copy, Link } from 'lucide-react';
import { useState } from 'react';
import { INVITE_HOURS, type InviteHours, type NewInvite } from '#shared/model/invite.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatMoment } from '../../lib/moment.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useInvite } from './use-invite.ts';

/** A link for one person. It is shown once: the host keeps only what it takes to recognise it. */
export function InviteLink({ roomRef, onInvited }: { roomRef: RoomRef; onInvited: () => void }) {
  const bridge = useBridge();
  const { isBusy, problem, invite } = useInvite(roomRef);
  const [hours, setHours] = useState<InviteHours>(24);
  const [made, setMade] = useState<NewInvite | null>(null);
  const words = laterText().invitations;
  const { common } = text();
  const handleMake = async () => {
    const next = await invite({ expiresInHours: hours });
    if (next === null) return;
    setMade(next);
    onInvited();
  };
  const handleCopy = async (link: string) => {
    const result = await bridge.copyText(link);
    if (result.ok) showToast(words.linkCopied);
    else showToast(common.copyFailed, { tone: 'bad' });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-sm text-text-3">{words.linkHint}</p>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      {made !== null && (
        <div className="flex flex-col gap-3">
          <TextField
            key={made.id}
            label={words.linkLabel}
            hint={words.linkUntil(formatMoment(made.expiresAt))}
            readOnly
            autoFocus
            className="font-mono"
            value={made.link}
            onFocus={(event) => event.target.select()}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              look="primary"
              icon={<Copy size={16} aria-hidden />}
              onClick={() => void handleCopy(made.link)}
            >
              {words.linkCopy}
            </Button>
            <Button icon={<Copy size={16} aria-hidden />} onClick={() => void handleCopy(made.appLink)}>
              {words.linkCopyApp}
            </Button>
          </div>
          <p className="text-pretty text-text-3 text-xs">{words.linkAppHint}</p>
        </div>
      )}
      <Segmented
        label={words.linkLife}
        value={String(hours)}
        options={INVITE_HOURS.map((count) => ({ value: String(count), label: words.linkLives[count] }))}
        onChange={(value) => setHours(INVITE_HOURS.find((count) => String(count) === value) ?? 24)}
      />
      <Button
        look={made === null ? 'primary' : 'secondary'}
        className="self-start"
        icon={<Link size={16} aria-hidden />}
        isBusy={isBusy}
        onClick={() => void handleMake()}
      >
        {made === null ? words.linkMake : words.linkAnother}
      </Button>
    </div>
  );
}
