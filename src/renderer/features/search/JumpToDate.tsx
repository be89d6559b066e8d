import { useState } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { findFirstSince } from './find-first-since.ts';

/** Leads to the first message of a day, or the first one after it. */
export function JumpToDate({ roomRef, onShow }: { roomRef: RoomRef; onShow: (messageId: string) => void }) {
  const { callHost } = useSessionActions();
  const [day, setDay] = useState('');
  const [isBusy, setBusy] = useState(false);
  const t = laterText().search;
  const jump = async () => {
    const since = new Date(`${day}T00:00:00`).getTime();
    if (Number.isNaN(since)) return;
    setBusy(true);
    const found = await findFirstSince(since, async (query) => {
      const page = await callHost(roomRef.hostKey, {
        name: 'listMessages',
        params: { roomId: roomRef.roomId },
        query,
      });
      return page.ok ? { ok: true, data: page.data.messages } : page;
    });
    setBusy(false);
    if (!found.ok) showToast(errorSentence(found.error), { tone: 'bad' });
    else if (found.data === null) showToast(t.nothingSince);
    else onShow(found.data);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void jump();
      }}
      className="flex items-end gap-2"
    >
      <label className="flex flex-1 flex-col gap-1 font-medium text-sm">
        {t.jumpTo}
        <input
          type="date"
          required
          value={day}
          onChange={(event) => setDay(event.target.value)}
          className="h-9 w-full rounded-control border border-outline/70 bg-surface px-3 text-base font-normal max-md:h-11"
        />
      </label>
      <Button type="submit" isBusy={isBusy}>
        {t.jump}
      </Button>
    </form>
  );
}
