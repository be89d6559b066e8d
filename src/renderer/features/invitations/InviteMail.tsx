import { CalendarPlus, Copy, FileDown, Mail } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { EmailSchema, type MailDraft } from '#shared/model/invite.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { laterText } from '../../lib/later-text.ts';
import { saveFile, toFileName } from '../../lib/save-file.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useInvite } from './use-invite.ts';

interface InviteMailProps {
  roomRef: RoomRef;
  roomName: string;
  onInvited: () => void;
}

/** Writes a mail that the person sends with their own program. */
export function InviteMail({ roomRef, roomName, onInvited }: InviteMailProps) {
  const { isBusy, problem, invite } = useInvite(roomRef);
  const [address, setAddress] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [draft, setDraft] = useState<MailDraft | null>(null);
  const words = laterText().invitations;
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = EmailSchema.safeParse(address.trim());
    if (!parsed.success) return setError(words.mailWrong);
    const made = await invite({ email: parsed.data });
    if (made?.mail == null) return;
    setDraft(made.mail);
    onInvited();
  };
  if (draft !== null) {
    return <WrittenMail draft={draft} roomName={roomName} onAgain={() => setDraft(null)} />;
  }
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(event)} className="flex flex-col gap-4">
      <p className="text-pretty text-sm text-text-3">{words.mailHint}</p>
      <TextField
        label={words.mailLabel}
        placeholder={words.mailPlaceholder}
        inputMode="email"
        autoComplete="off"
        value={address}
        error={error ?? problem ?? undefined}
        onChange={(event) => {
          setAddress(event.target.value);
          setError(null);
        }}
      />
      <Button
        type="submit"
        look="primary"
        className="self-start"
        icon={<Mail size={16} aria-hidden />}
        isBusy={isBusy}
      >
        {words.mailWrite}
      </Button>
    </form>
  );
}

interface WrittenMailProps {
  draft: MailDraft;
  roomName: string;
  onAgain: () => void;
}

function WrittenMail({ draft, roomName, onAgain }: WrittenMailProps) {
  const bridge = useBridge();
  const words = laterText().invitations;
  const { common } = text();
  const copy = async () => {
    const result = await bridge.copyText(draft.text);
    if (result.ok) showToast(words.mailCopied);
    else showToast(common.copyFailed, { tone: 'bad' });
  };
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-text-3">{words.mailTo}</dt>
        <dd className="break-all font-medium">{draft.to}</dd>
        <dt className="text-text-3">{words.mailSubject}</dt>
        <dd className="break-words font-medium">{draft.subject}</dd>
      </dl>
      <section
        aria-label={words.mailText}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard
        tabIndex={0}
        className="max-h-48 select-text overflow-y-auto whitespace-pre-wrap break-words rounded-control bg-sunken p-3 text-sm"
      >
        {draft.text}
      </section>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          autoFocus
          icon={<Mail size={16} aria-hidden />}
          onClick={() => void bridge.openLink(draft.mailto)}
        >
          {words.mailOpen}
        </Button>
        <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
          {words.mailCopy}
        </Button>
        <Button
          icon={<FileDown size={16} aria-hidden />}
          onClick={() =>
            saveFile({
              fileName: toFileName(roomName, 'eml'),
              content: draft.eml,
              type: 'message/rfc822',
            })
          }
        >
          {words.mailSaveEml}
        </Button>
        <Button
          icon={<CalendarPlus size={16} aria-hidden />}
          onClick={() =>
            saveFile({ fileName: toFileName(roomName, 'ics'), content: draft.ics, type: 'text/calendar' })
          }
        >
          {words.mailSaveIcs}
        </Button>
        <Button look="quiet" onClick={onAgain}>
          {words.mailAgain}
        </Button>
      </div>
    </div>
  );
}
