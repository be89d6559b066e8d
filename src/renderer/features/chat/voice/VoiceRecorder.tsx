import { ArrowUp, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { type Recorder, type Recording, startRecorder } from './create-recorder.ts';
import { formatDuration } from './peaks.ts';
import { useSpeakingSignal } from './use-speaking-signal.ts';

const SHORTEST_MS = 700;
const BARS = 40;

interface VoiceRecorderProps {
  roomRef: RoomRef;
  onDone: (recording: Recording) => void;
  onCancel: () => void;
}

/** Takes the place of the text field while somebody speaks. */
export function VoiceRecorder({ roomRef, onDone, onCancel }: VoiceRecorderProps) {
  const recorder = useRef<Recorder | null>(null);
  const [elapsedMs, setElapsed] = useState(0);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const sendButton = useRef<HTMLButtonElement>(null);
  const latestCancel = useRef(onCancel);
  const t = laterText().voice;
  // Nobody is heard while the browser still asks for the microphone.
  const [isRunning, setRunning] = useState(false);
  useSpeakingSignal(roomRef, isRunning);

  useEffect(() => {
    latestCancel.current = onCancel;
  });
  useEffect(() => {
    let isMounted = true;
    sendButton.current?.focus();
    void startRecorder({
      onLevel(level, elapsed) {
        setElapsed(elapsed);
        setLevels((known) => [...known.slice(1 - BARS), level]);
      },
    }).then((started) => {
      if (!started.ok) {
        if (!isMounted) return;
        showToast(
          started.error.code === 'NOT_ALLOWED' ? laterText().voice.refused : laterText().voice.failed,
          {
            tone: 'bad',
          },
        );
        latestCancel.current();
      } else if (isMounted) {
        recorder.current = started.data;
        setRunning(true);
      } else started.data.cancel();
    });
    return () => {
      isMounted = false;
      recorder.current?.cancel();
      recorder.current = null;
    };
  }, []);

  const send = async () => {
    const running = recorder.current;
    recorder.current = null;
    if (running === null) return onCancel();
    const recording = await running.finish();
    if (recording.durationMs >= SHORTEST_MS) return onDone(recording);
    showToast(t.tooShort);
    onCancel();
  };

  return (
    <section
      aria-label={t.recording}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
      className="flex min-h-11 items-center gap-2 rounded-[22px] border border-bad-text/60 bg-surface py-0.5 ps-1.5 pe-1"
    >
      <IconButton
        label={t.cancel}
        shortcut="Esc"
        icon={<Trash2 size={20} aria-hidden />}
        className="rounded-full!"
        onClick={onCancel}
      />
      <span role="status" className="flex items-center gap-2 text-sm tabular-nums">
        <span aria-hidden="true" className="size-2.5 animate-pulse rounded-full bg-bad" />
        <span className="sr-only">{t.recording}</span>
        <span aria-hidden="true">{formatDuration(elapsedMs)}</span>
      </span>
      <meter aria-label={t.level} min={0} max={1} value={levels.at(-1) ?? 0} className="sr-only" />
      <span
        aria-hidden="true"
        className="flex h-7 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden"
      >
        {levels.map((level, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            style={{ height: `${Math.max(8, level * 100)}%` }}
            className="w-1 shrink-0 rounded-full bg-accent"
          />
        ))}
      </span>
      <button
        ref={sendButton}
        type="button"
        aria-label={t.send}
        onClick={() => void send()}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-hover max-md:size-11"
      >
        <ArrowUp size={20} aria-hidden />
      </button>
    </section>
  );
}
