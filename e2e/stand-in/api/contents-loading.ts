import type { EventEmitter } from 'node:events';
import type { PageEvents } from '../page/page-link.ts';
import { createEvent } from './events.ts';

export interface ContentsLoading {
  readonly events: Pick<PageEvents, 'onNavigated' | 'onNavigatedInPage' | 'onDomReady' | 'onLoaded'>;
  getUrl(): string;
  isLoading(): boolean;
  begin(): void;
  /** Settles with the next load; whoever destroys the window first is not told of a failure. */
  waitForLoad(url: string): Promise<void>;
}

export interface LoadingOptions {
  contents: EventEmitter;
  beforeDomReady(): void;
  beforeFinish(): void;
}

/** Where a window is and whether it is still on its way there. */
export function createContentsLoading({
  contents,
  beforeDomReady,
  beforeFinish,
}: LoadingOptions): ContentsLoading {
  let current = '';
  let isLoading = false;
  return {
    getUrl: () => current,
    isLoading: () => isLoading,
    begin() {
      isLoading = true;
    },
    waitForLoad(url) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const handleFailure = (_event: object, _code: number, description: string) =>
        reject(Object.assign(new Error(`${description} loading '${url}'`), { code: description, url }));
      contents
        .once('did-finish-load', resolve)
        .once('did-fail-load', handleFailure)
        .once('destroyed', resolve);
      return promise.finally(() => {
        contents
          .off('did-finish-load', resolve)
          .off('did-fail-load', handleFailure)
          .off('destroyed', resolve);
      });
    },
    events: {
      onNavigated(url, failure) {
        current = url;
        if (failure) contents.emit('did-fail-load', createEvent({}), -2, failure, url, true);
        else if (url !== 'about:blank') contents.emit('did-navigate', createEvent({}), url, 200, 'OK');
        isLoading = !failure && url !== 'about:blank';
      },
      onNavigatedInPage(url) {
        current = url;
        contents.emit('did-navigate-in-page', createEvent({}), url, true);
      },
      onDomReady() {
        if (!isLoading) return;
        beforeDomReady();
        contents.emit('dom-ready', createEvent({}));
      },
      onLoaded() {
        if (!isLoading) return;
        isLoading = false;
        beforeFinish();
        contents.emit('did-finish-load', createEvent({}));
      },
    },
  };
}
