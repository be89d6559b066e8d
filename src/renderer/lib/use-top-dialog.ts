import { useSyncExternalStore } from 'react';

function findTopDialog(): HTMLElement {
  const open = [...document.querySelectorAll<HTMLElement>('dialog[open]')];
  return open.at(-1) ?? document.body;
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['open'],
  });
  return () => observer.disconnect();
}

/** Where something that must stay usable has to stand: a modal dialog makes all outside of it inert. */
export function useTopDialog(): HTMLElement {
  return useSyncExternalStore(subscribe, findTopDialog);
}
