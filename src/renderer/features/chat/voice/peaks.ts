export const PEAK_COUNT = 48;

/** The loudest moment of each slice, 0 to 1, of a recording of any length. */
export function summarizeLevels(levels: readonly number[], count = PEAK_COUNT): readonly number[] {
  if (levels.length === 0) return Array.from({ length: count }, () => 0);
  return Array.from({ length: count }, (_, slice) => {
    const from = Math.floor((slice * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((slice + 1) * levels.length) / count));
    return Math.round(Math.max(...levels.slice(from, to)) * 100) / 100;
  });
}

export interface VoiceFacts {
  readonly durationMs: number;
  readonly peaks: readonly number[];
}

/** What the sender said about the recording, as far as it makes sense. */
export function readVoiceFacts(metadata: Readonly<Record<string, unknown>>): VoiceFacts {
  const { durationMs, peaks } = metadata;
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  return {
    durationMs: isNumber(durationMs) && durationMs > 0 ? durationMs : 0,
    peaks: Array.isArray(peaks)
      ? peaks.slice(0, 200).map((peak) => (isNumber(peak) ? Math.max(0, Math.min(1, peak)) : 0))
      : [],
  };
}

export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
