import type { Rectangle } from 'electron';
import type { Browser } from '../browser/start-browser.ts';
import type { PageLink } from '../page/page-link.ts';

interface Size {
  width: number;
  height: number;
}

/** Keeps Chromium's window where the app thinks its own is. */
export interface WindowPlacement {
  getOuterSize(): Size;
  place(): Promise<void>;
  /** Measures what Chromium's window adds around the page, and gives the page the whole size. */
  fit(): Promise<void>;
}

export interface PlacementOptions {
  browser: Browser;
  getBounds(): Rectangle;
  /** The page while the window lives. */
  getPage(): PageLink | undefined;
}

const MEASURE = '({ width: outerWidth - innerWidth, height: outerHeight - innerHeight })';
/** A toolbar is never that high: the measure came in the middle of a change. */
const LARGEST_MARGIN = 200;

export function createWindowPlacement({ browser, getBounds, getPage }: PlacementOptions): WindowPlacement {
  let margin: Size = { width: 0, height: 87 };

  function getOuterSize(): Size {
    const { width, height } = getBounds();
    return { width: width + margin.width, height: height + margin.height };
  }

  async function place(): Promise<void> {
    const page = getPage();
    if (!page) return;
    const bounds = { left: getBounds().x, top: getBounds().y, ...getOuterSize() };
    try {
      const { targetId } = page;
      const { windowId } = await browser.cdp.send<{ windowId: number }>('Browser.getWindowForTarget', {
        targetId,
      });
      await browser.cdp.send('Browser.setWindowBounds', { windowId, bounds });
    } catch {
      // the window went away meanwhile
    }
  }

  return {
    getOuterSize,
    place,
    async fit() {
      const measured = await getPage()
        ?.evaluate<Size>(MEASURE)
        .catch(() => undefined);
      if (measured && measured.height < LARGEST_MARGIN) margin = measured;
      await place();
    },
  };
}
