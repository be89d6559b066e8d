import { uuidv7 } from 'uuidv7';
import * as z from 'zod/mini';
import type { TabChannel } from './tab-channel.ts';

/** Of the tabs of one browser, which one is busy with an upload. */
export interface UploadOwners {
  /** Those of these that another tab has; the others are this one's from now on. */
  findTheirs(ids: readonly string[]): Promise<ReadonlySet<string>>;
  stop(): void;
}

interface Options {
  tabs: TabChannel;
  listOwn: () => readonly string[];
}

const TabMessageSchema = z.union([
  z.object({ asksForUploads: z.literal(true), turn: z.optional(z.string()) }),
  z.object({ goesFirst: z.string() }),
  z.object({ hasUploads: z.array(z.string()) }),
]);
const TABS_ANSWER_WITHIN_MS = 300;

export function createUploadOwners({ tabs, listOwn }: Options): UploadOwners {
  const turn = uuidv7();
  const { claims } = tabs;

  /** Of tabs that ask at the same time the first one is served; the others ask again, until it has what it takes. */
  async function askTabs(): Promise<ReadonlySet<string>> {
    const theirs = new Set<string>();
    let isLater = false;
    const undo = tabs.listen((message) => {
      const told = TabMessageSchema.safeParse(message);
      if (!told.success) return;
      if ('hasUploads' in told.data) for (const id of told.data.hasUploads) theirs.add(id);
      else {
        const other = 'goesFirst' in told.data ? told.data.goesFirst : told.data.turn;
        if (other === undefined) return;
        if (other < turn) isLater = true;
        else if ('asksForUploads' in told.data) tabs.tell({ goesFirst: turn });
      }
    });
    do {
      isLater = false;
      tabs.tell({ asksForUploads: true, turn });
      await new Promise((resolve) => setTimeout(resolve, TABS_ANSWER_WITHIN_MS));
    } while (isLater);
    undo();
    return theirs;
  }

  const undoAnswers = tabs.listen((message) => {
    const told = TabMessageSchema.safeParse(message);
    if (told.success && 'asksForUploads' in told.data) tabs.tell({ hasUploads: [...listOwn()] });
  });

  return {
    async findTheirs(ids) {
      if (claims === null) return askTabs();
      const theirs = new Set<string>();
      for (const id of ids) if (!(await claims.claim(id))) theirs.add(id);
      return theirs;
    },
    stop() {
      undoAnswers();
      claims?.releaseAll();
    },
  };
}
