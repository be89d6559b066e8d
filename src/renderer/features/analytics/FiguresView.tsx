import { ChartColumn } from 'lucide-react';
import type { Analytics } from '#shared/model/analytics.ts';
import { laterText } from '../../lib/later-text.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChartCard } from './ChartCard.tsx';
import { makeBusiest, makeDays, makeHours } from './make-series.ts';

/** Up to so many days the hours are worth a picture of their own. */
const HOURLY_DAYS = 7;

/** The sums above, the course of time below. */
export function FiguresView({ analytics, days }: { analytics: Analytics; days: number }) {
  const words = laterText().analytics;
  const { totals } = analytics;
  const hasCalls = totals.callMinutes > 0;
  const sums = [
    [words.messages, totals.messages],
    [words.people, totals.people],
    // A host without calls counts none: there is nothing to say about them.
    ...(hasCalls ? [[words.callMinutes, totals.callMinutes] as const] : []),
  ] as const;
  const isHourly = days <= HOURLY_DAYS;
  if (sums.every(([, value]) => value === 0)) {
    return (
      <EmptyState icon={<ChartColumn size={20} />} title={words.empty}>
        {words.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid auto-cols-fr grid-flow-col gap-3">
        {sums.map(([label, value]) => (
          <div key={label} className="flex flex-col-reverse rounded-card bg-sunken p-3">
            <dt className="text-text-3 text-xs">{label}</dt>
            <dd className="font-semibold text-lg tabular-nums">
              {value.toLocaleString(document.documentElement.lang)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-4 md:grid-cols-2">
        <ChartCard
          title={isHourly ? words.perHour : words.perDay}
          points={isHourly ? makeHours(analytics, 'messages') : makeDays(analytics, 'messages')}
        />
        <ChartCard
          title={words.peopleOverTime}
          points={isHourly ? makeHours(analytics, 'people') : makeDays(analytics, 'people')}
        />
        <div className="grid min-w-0 md:last:col-span-2">
          <ChartCard title={words.busiest} points={makeBusiest(analytics)} />
        </div>
        {hasCalls && <ChartCard title={words.calls} points={makeDays(analytics, 'callMinutes')} />}
      </div>
    </div>
  );
}
