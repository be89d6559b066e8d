import { DoorClosed, Hourglass } from 'lucide-react';
import { useState } from 'react';
import type { Failure, Result } from '#shared/contract/result.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { Door } from '../../session/replica.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';

interface DoorCardProps {
  /** Why I am not in. */
  kind: 'knock' | 'queue';
  door: Door | undefined;
  /** Nothing has to be filled in before. */
  hasAutoFocus: boolean;
  onWait: () => Promise<Result<unknown>>;
  /** Asks once whether it has opened. */
  onLook: () => Promise<Result<{ isOpen: boolean }>>;
  onLeave: () => void;
}

/** In front of a locked or full room: what it means, the one button, and then how things stand. */
export function DoorCard({ kind, door, hasAutoFocus, onWait, onLook, onLeave }: DoorCardProps) {
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [looking, setLooking] = useState<'no' | 'now' | 'closed'>('no');
  const words = text().waiting;
  const handleWait = async () => {
    setBusy(true);
    setLooking('no');
    const result = await onWait();
    setBusy(false);
    setRefusal(result.ok ? null : result.error);
  };

  const handleLook = async () => {
    setLooking('now');
    setRefusal(null);
    const result = await onLook();
    setLooking(result.ok ? 'closed' : 'no');
    setRefusal(result.ok ? null : result.error);
  };

  if (door?.state === 'waiting') {
    return (
      <div className="flex flex-col gap-3 rounded-card bg-accent-soft p-4 text-start">
        <div role="status" className="flex items-start gap-3">
          <Spinner label={words.waitingTitle[door.kind]} className="mt-0.5 text-accent-text" />
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{words.waitingTitle[door.kind]}</p>
            <p className="text-pretty text-sm text-text-2">
              {door.kind === 'knock' ? words.knockWait : words.queueWait(door.position)}
            </p>
          </div>
          {door.kind === 'queue' && (
            <span className="shrink-0 rounded-full bg-surface px-2.5 py-0.5 font-semibold text-sm tabular-nums">
              {words.position(door.position)}
            </span>
          )}
        </div>
        <Button size="small" className="self-end" onClick={onLeave}>
          {words.leave}
        </Button>
      </div>
    );
  }
  const Icon = kind === 'knock' ? DoorClosed : Hourglass;
  return (
    <div className="flex flex-col gap-3">
      {door?.state === 'denied' && (
        <Notice tone="bad">
          <strong className="font-semibold">{words.deniedTitle}.</strong> {words.deniedWhy(door.reason)}
        </Notice>
      )}
      {door?.state === 'lost' && (
        <Notice tone="warn">
          <strong className="font-semibold">{words.lostTitle}.</strong> {words.lostWhy}
        </Notice>
      )}
      {door === undefined && (
        <Notice tone="warn">
          <strong className="font-semibold">{kind === 'knock' ? words.lockedTitle : words.fullTitle}.</strong>{' '}
          {kind === 'knock' ? words.lockedWhy : words.fullWhy}
        </Notice>
      )}
      {refusal !== null && <Notice tone="bad">{errorSentence(refusal)}</Notice>}
      <Button
        look="primary"
        size="large"
        autoFocus={hasAutoFocus}
        isBusy={isBusy}
        icon={<Icon size={16} aria-hidden />}
        onClick={() => void handleWait()}
      >
        {kind === 'knock' ? words.knock : words.queue}
      </Button>
      <Button isBusy={looking === 'now'} onClick={() => void handleLook()}>
        {text().lobby.gateRetry}
      </Button>
      <p role="status" className="text-center text-sm text-text-2 empty:hidden">
        {looking === 'closed' && words.stillClosed[kind]}
      </p>
    </div>
  );
}
