import type { KeyboardEvent } from 'react';

/** ↑ and ↓ in the history go from message to message; Home and End scroll as ever. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (step === 0 || !isPlain || !(event.target instanceof Element)) return;
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const current = event.target.closest('article');
  const index = current === null ? -1 : articles.indexOf(current);
  // From outside the newest message in view comes first.
  const next = index === -1 ? articles.findLast(isInView) : articles[index + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}
