import { useRef, useState } from 'react';
import { useElementWidth } from '../lib/use-element-width.ts';
import { measureBars } from './measure-bars.ts';

interface BarChartProps {
  points: readonly { label: string; value: number }[];
  /** The round number at the upper edge. */
  top: number;
  /** What the picture says, for those who cannot see it; the numbers stand in a table beside it. */
  label: string;
  tellPoint: (label: string, value: number) => string;
}

const HEIGHT = 140;
const LEFT = 34;
const BOTTOM = 20;
const PLOT_HEIGHT = HEIGHT - BOTTOM - 8;
const LABEL_WIDTH = 76;

/** Bars over time, drawn as plain SVG; the bar under the pointer tells its number. */
export function BarChart({ points, top, label, tellPoint }: BarChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const figure = useRef<HTMLElement>(null);
  // Drawn in real pixels, so that the writing keeps its size in every window.
  const total = useElementWidth(figure) ?? 400;
  const plot = Math.max(1, total - LEFT);
  const slot = plot / Math.max(1, points.length);
  const bars = measureBars(
    points.map(({ value }) => value),
    plot,
  );
  const every = Math.max(1, Math.ceil((points.length * LABEL_WIDTH) / plot));
  const toY = (value: number) => 8 + PLOT_HEIGHT - (PLOT_HEIGHT * value) / top;
  const isInside = (index: number) => (index + 0.5) * slot + LABEL_WIDTH / 2 <= plot;
  const told = pointed === null ? undefined : points[pointed];
  return (
    <figure ref={figure} className="relative m-0 min-w-0">
      <svg
        role="img"
        aria-label={label}
        width={total}
        height={HEIGHT}
        className="block max-w-full select-none overflow-visible"
        onPointerLeave={() => setPointed(null)}
      >
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line
              x1={LEFT}
              x2={total}
              y1={toY(value)}
              y2={toY(value)}
              className={value === 0 ? 'stroke-outline' : 'stroke-line'}
              strokeWidth={1}
            />
            <text x={LEFT - 6} y={toY(value) + 4} textAnchor="end" className="fill-text-3 text-[11px]">
              {value}
            </text>
          </g>
        ))}
        {points.map((point, index) => {
          const bar = bars[index];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in time
            <g key={index} onPointerEnter={() => setPointed(index)}>
              <rect x={LEFT + index * slot} y={0} width={slot} height={HEIGHT} className="fill-transparent" />
              {bar && (
                <rect
                  x={LEFT + bar.x}
                  y={Math.min(toY(point.value), toY(0) - 2)}
                  width={bar.width}
                  height={Math.max(2, toY(0) - toY(point.value))}
                  rx={Math.min(3, bar.width / 3)}
                  className={index === pointed ? 'fill-accent-hover' : 'fill-accent'}
                />
              )}
              {/* In the middle of its stretch, so that no label leaves the picture. */}
              {index % every === Math.floor(every / 2) && isInside(index) && (
                <text
                  x={LEFT + index * slot + slot / 2}
                  y={HEIGHT - 4}
                  textAnchor="middle"
                  className="fill-text-3 text-[11px]"
                >
                  {point.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {told !== undefined && (
        <figcaption
          aria-hidden="true"
          className="pointer-events-none absolute end-0 -top-6 rounded-control bg-text px-2 py-0.5 text-canvas text-xs tabular-nums"
        >
          {tellPoint(told.label, told.value)}
        </figcaption>
      )}
    </figure>
  );
}
