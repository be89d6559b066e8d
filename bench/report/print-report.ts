import type { FanOutResult } from '../scenarios/fan-out.ts';
import type { HistoryResult } from '../scenarios/history.ts';
import type { IdleResult } from '../scenarios/idle.ts';
import type { LatencyResult } from '../scenarios/latency.ts';

export interface Report {
  readonly conditions: Record<string, string | number>;
  readonly fanOut: FanOutResult[];
  readonly latency: LatencyResult | null;
  readonly idle: IdleResult[];
  readonly history: HistoryResult[];
  /** What could not be measured here, and why. */
  readonly notes: string[];
}

const thousands = (value: number) => `${(value / 1_000).toFixed(0)}k`;
const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)}×`;
const ms = (value: number) => `${value.toFixed(2)} ms`;
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

export function printReport({ conditions, fanOut, latency, idle, history, notes }: Report): void {
  console.log(
    `\n${Object.entries(conditions)
      .map(([name, value]) => `${name}: ${value}`)
      .join('   ')}`,
  );
  if (fanOut.length > 0) {
    printTable(
      'Fan-out: deliveries a second, and server CPU seconds per million deliveries',
      ['members', 'under way', 'bare', 'spaces', 'ratio', 'CPU bare', 'CPU spaces', 'CPU ratio', 'generator'],
      fanOut.map((row) => [
        row.members,
        row.underWay,
        thousands(row.bare.deliveriesPerSecond),
        thousands(row.spaces.deliveriesPerSecond),
        times(row.speedRatio),
        row.bare.serverCpuSecondsPerMillion.toFixed(2),
        row.spaces.serverCpuSecondsPerMillion.toFixed(2),
        times(row.cpuRatio),
        percent(row.spaces.generatorCpuShare),
      ]),
    );
  }
  if (latency) {
    const { bare, spaces } = latency;
    printTable(
      `Send to delivery, ${latency.members} people, ${latency.perSecond} messages a second`,
      ['', 'bare', 'spaces', 'ratio'],
      (['p50', 'p99'] as const).map((key) => [
        key,
        ms(bare[key]),
        ms(spaces[key]),
        times(spaces[key] / bare[key]),
      ]),
    );
  }
  if (idle.length > 0) {
    printTable(
      'Joined connections that are silent',
      ['connections', 'memory each', 'of it heap', 'memory added', 'CPU of one core'],
      idle.map((row) => [
        row.connections,
        `${(row.rssBytesEach / 1_024).toFixed(1)} kB`,
        `${(row.heapBytesEach / 1_024).toFixed(1)} kB`,
        `${(row.addedBytes / 1_048_576).toFixed(0)} MB`,
        percent(row.cpuShare),
      ]),
    );
  }
  if (history.length > 0) {
    printTable(
      'History',
      ['messages in the room', 'open p50', 'open p99', 'page p50', 'page p99'],
      history.map((row) => [
        row.messages,
        ms(row.openMs.p50),
        ms(row.openMs.p99),
        ms(row.pageMs.p50),
        ms(row.pageMs.p99),
      ]),
    );
  }
  for (const note of notes) console.log(`\nNote: ${note}`);
}

function printTable(title: string, head: string[], rows: (string | number)[][]): void {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of cells) {
    console.log(`  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('   ')}`);
  }
}
