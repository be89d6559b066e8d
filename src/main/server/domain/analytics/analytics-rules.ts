import type { Analytics } from '#shared/model/analytics.ts';
import type { HourFigures } from '../../storage/analytics-repo.ts';

export const HOUR_MS = 3_600_000;

type Totals = Analytics['totals'];
const NOTHING: Totals = { messages: 0, people: 0, callMinutes: 0 };

const addUp = (sum: Totals, { messages, people, callMinutes }: Totals): Totals => ({
  messages: sum.messages + messages,
  people: Math.max(sum.people, people),
  callMinutes: sum.callMinutes + callMinutes,
});

/** `offsetMinutes` is how far the caller's clock is ahead of UTC; days and hours of the day follow it. */
export function summarise(
  figures: readonly HourFigures[],
  { from, to, offsetMinutes }: { from: number; to: number; offsetMinutes: number },
): Analytics {
  const days = new Map<string, Totals>();
  const busiestHours = Array.from({ length: 24 }, () => 0);
  let totals = NOTHING;
  for (const figure of figures) {
    const local = new Date(figure.hour * HOUR_MS + offsetMinutes * 60_000);
    const day = local.toISOString().slice(0, 10);
    days.set(day, addUp(days.get(day) ?? NOTHING, figure));
    const hour = local.getUTCHours();
    busiestHours[hour] = (busiestHours[hour] ?? 0) + figure.messages;
    totals = addUp(totals, figure);
  }
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    totals,
    hours: figures.map(({ hour, ...rest }) => ({ start: new Date(hour * HOUR_MS).toISOString(), ...rest })),
    days: [...days].map(([day, sum]) => ({ day, ...sum })),
    busiestHours,
  };
}

export function writeCsv({ hours }: Analytics): string {
  const lines = hours.map((hour) => [hour.start, hour.messages, hour.people, hour.callMinutes].join(','));
  return `${['hour,messages,people,call_minutes', ...lines].join('\r\n')}\r\n`;
}
