import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Message } from '#shared/model/message.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { useFileUrl } from '../../../session/use-file-url.ts';
import { useChat } from '../chat-context.ts';
import { formatDuration, readVoiceFacts } from './peaks.ts';

const RATES = [1, 1.5, 2] as const;
const FLAT = Array.from({ length: 48 }, () => 0.15);

/** A voice message: play, jump in the waveform, and three speeds. The sound is fetched when it is wanted. */
export function VoicePlayer({ message, isOwn }: { message: Message; isOwn: boolean }) {
  const { roomRef } = useChat();
  const file = message.attachments[0];
  const [isWanted, setWanted] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [rate, setRate] = useState<(typeof RATES)[number]>(1);
  const audio = useRef<HTMLAudioElement>(null);
  const source = useFileUrl(roomRef.hostKey, isWanted && file ? `/api/files/${file.id}` : null);
  const { durationMs, peaks } = readVoiceFacts(message.metadata);
  const bars = peaks.length === 0 ? FLAT : peaks;
  const t = laterText().voice;

  useEffect(() => {
    const element = audio.current;
    if (element === null || source.url === null) return;
    element.playbackRate = rate;
    if (isPlaying) element.play().catch(() => setPlaying(false));
    else element.pause();
  }, [isPlaying, source.url, rate]);

  const seek = (share: number) => {
    setPosition(share);
    setWanted(true);
    if (audio.current) audio.current.currentTime = (share * durationMs) / 1_000;
  };

  return (
    <div className="flex w-72 max-w-full items-center gap-2.5 py-0.5">
      <button
        type="button"
        aria-label={isPlaying ? t.pause : t.play}
        onClick={() => {
          setWanted(true);
          setPlaying(!isPlaying);
        }}
        className={joinClasses(
          'flex size-9 shrink-0 items-center justify-center rounded-full max-md:size-11',
          isOwn ? 'bg-white/20 hover:bg-white/30' : 'bg-accent text-on-accent hover:bg-accent-hover',
        )}
      >
        {isPlaying ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </button>
      <span className="relative flex h-8 min-w-0 flex-1 items-center gap-px">
        {bars.map((peak, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            aria-hidden="true"
            style={{ height: `${Math.max(10, peak * 100)}%` }}
            className={joinClasses(
              'min-w-0 flex-1 rounded-full bg-current',
              index / bars.length >= position && 'opacity-40',
            )}
          />
        ))}
        <input
          type="range"
          aria-label={t.position}
          aria-valuetext={formatDuration(position * durationMs)}
          min={0}
          max={1}
          step={0.02}
          value={position}
          onChange={(event) => seek(Number(event.target.value))}
          className="absolute inset-0 m-0 size-full cursor-pointer opacity-0 focus-visible:opacity-40"
        />
      </span>
      <span className="shrink-0 text-xs tabular-nums">
        {formatDuration(position > 0 ? position * durationMs : durationMs)}
      </span>
      <button
        type="button"
        aria-label={t.speed(rate)}
        onClick={() => setRate(RATES[(RATES.indexOf(rate) + 1) % RATES.length] ?? 1)}
        className="h-7 shrink-0 rounded-full border border-current/40 px-1.5 text-xs tabular-nums max-md:h-11 max-md:min-w-11"
      >
        {rate}×
      </button>
      {source.url !== null && (
        // biome-ignore lint/a11y/useMediaCaption: what was said is not known as text
        <audio
          ref={audio}
          src={source.url}
          onTimeUpdate={({ currentTarget }) =>
            setPosition(durationMs === 0 ? 0 : Math.min(1, (currentTarget.currentTime * 1_000) / durationMs))
          }
          onEnded={() => {
            setPlaying(false);
            setPosition(0);
          }}
        />
      )}
    </div>
  );
}
