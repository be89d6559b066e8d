import type { Undo } from './bridge.ts';

export function listenTo(target: EventTarget, name: string, listener: (event: Event) => void): Undo {
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}

/** Signs that a connection may be stale and is worth trying at once. */
export function onPageResumed(listener: () => void): Undo {
  const undos = [
    listenTo(window, 'online', listener),
    listenTo(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) listener();
    }),
    listenTo(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') listener();
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
