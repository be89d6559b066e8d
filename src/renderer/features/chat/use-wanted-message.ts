import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { type ChatRow, hasMessage } from './build-rows.ts';

const SHOWN_MS = 2_000;

interface WantedOptions {
  rows: readonly ChatRow[];
  wantedId: string | null;
  isPlaced: boolean;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  onShown: () => void;
}

/** Scrolls to the message somebody asked for and gives its id while it should catch the eye. */
export function useWantedMessage(options: WantedOptions): string | null {
  const { rows, wantedId, isPlaced, virtualizer, onShown } = options;
  const [shownId, setShownId] = useState<string | null>(null);
  useEffect(() => {
    if (wantedId === null || !isPlaced) return;
    const index = rows.findIndex((row) => hasMessage(row, wantedId));
    if (index === -1) return;
    virtualizer.scrollToIndex(index, { align: 'center' });
    setShownId(wantedId);
    onShown();
  }, [wantedId, isPlaced, rows, virtualizer, onShown]);
  useEffect(() => {
    if (shownId === null) return;
    const timer = setTimeout(() => setShownId(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shownId]);
  return shownId;
}
