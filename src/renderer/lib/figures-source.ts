import type { Result } from '#shared/contract/result.ts';
import type { Analytics } from '#shared/model/analytics.ts';

/** Minutes this clock is ahead of UTC go along, so that days are the person's own. */
export type FiguresQuery = Readonly<{ days: number; offset: number }>;

/** Where figures come from: a room, or the whole host. Both functions must be stable. */
export interface FiguresSource {
  readonly askFigures: (query: FiguresQuery) => Promise<Result<{ analytics: Analytics }>>;
  readonly askFile: (query: FiguresQuery) => Promise<Result<{ content: string }>>;
  readonly fileName: string;
}
