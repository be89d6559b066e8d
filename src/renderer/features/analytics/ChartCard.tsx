import { useId } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { BarChart } from '../../ui/BarChart.tsx';
import { type Point, roundUp } from './make-series.ts';

/** A chart with its name, its sum, and the same numbers as a table. */
export function ChartCard({ title, points }: { title: string; points: readonly Point[] }) {
  const id = useId();
  const words = laterText().analytics;
  const format = (value: number) => value.toLocaleString(document.documentElement.lang);
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const peak = points.reduce<Point | undefined>(
    (best, point) => (point.value > (best?.value ?? 0) ? point : best),
    undefined,
  );
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-3 rounded-card border border-line p-4">
      <h3 id={id} className="font-medium text-sm">
        {title}
      </h3>
      {peak === undefined ? (
        <p className="py-6 text-center text-sm text-text-3">{words.none}</p>
      ) : (
        <>
          <BarChart
            points={points}
            top={roundUp(peak.value)}
            label={words.tell(title, format(total), peak.label)}
            tellPoint={(label, value) => words.point(label, value)}
          />
          <details className="group text-sm">
            <summary className="w-fit rounded-control px-1 text-text-3 text-xs underline-offset-2 hover:underline max-md:py-3">
              {words.showTable}
            </summary>
            <table className="mt-2 w-full text-start">
              <thead>
                <tr className="border-line border-b text-text-3 text-xs">
                  <th className="py-1 text-start font-medium">{words.when}</th>
                  <th className="py-1 text-end font-medium">{words.count}</th>
                </tr>
              </thead>
              <tbody>
                {points.map(
                  ({ label, value }, index) =>
                    value > 0 && (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in time
                      <tr key={index} className="border-line border-b last:border-0">
                        <td className="py-1">{label}</td>
                        <td className="py-1 text-end tabular-nums">{format(value)}</td>
                      </tr>
                    ),
                )}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}
