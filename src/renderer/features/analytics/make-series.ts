import type { Analytics } from '#shared/model/analytics.ts';

export interface Point {
  readonly label: string;
  readonly value: number;
}

type Figure = 'messages' | 'people' | 'callMinutes';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

const toDayKey = (time: number): string => {
  const date = new Date(time);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};

/** One point for each day of the time asked for, the empty ones too. */
export function makeDays(analytics: Analytics, figure: Figure, language?: string): readonly Point[] {
  const known = new Map(analytics.days.map((day) => [day.day, day[figure]]));
  const points: Point[] = [];
  const last = toDayKey(Date.parse(analytics.to));
  // Noon, so that a day of 23 or 25 hours is neither left out nor there twice.
  const noon = new Date(analytics.from);
  noon.setHours(12, 0, 0, 0);
  for (let time = noon.getTime(); ; time += DAY_MS) {
    const key = toDayKey(time);
    const label = new Date(time).toLocaleDateString(language, { day: 'numeric', month: 'short' });
    points.push({ label, value: known.get(key) ?? 0 });
    if (key >= last) return points;
  }
}

/** One point for each hour, the empty ones too. */
export function makeHours(analytics: Analytics, figure: Figure, language?: string): readonly Point[] {
  const known = new Map(analytics.hours.map((hour) => [Date.parse(hour.start), hour[figure]]));
  const points: Point[] = [];
  const first = Math.floor(Date.parse(analytics.from) / HOUR_MS) * HOUR_MS;
  for (let time = first; time <= Date.parse(analytics.to); time += HOUR_MS) {
    const label = new Date(time).toLocaleString(language, { weekday: 'short', hour: 'numeric' });
    points.push({ label, value: known.get(time) ?? 0 });
  }
  return points;
}

/** The 24 hours of a day, as the person's clock names them. */
export function makeBusiest(analytics: Analytics, language?: string): readonly Point[] {
  return analytics.busiestHours.map((value, hour) => ({
    label: new Date(2026, 0, 1, hour).toLocaleTimeString(language, { hour: 'numeric' }),
    value,
  }));
}

/** A round number at or above the largest value, so that the scale reads well; its half is whole too, for the line in the middle. */
export function roundUp(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
