import { useEffect, useRef } from 'react';
import type { ChatRow } from './build-rows.ts';
import { findKept, type Kept } from './find-kept.ts';

interface TrimOptions {
  rows: readonly ChatRow[];
  firstShown: number;
  lastShown: number;
  isPlaced: boolean;
  onTrim: (kept: Kept) => void;
}

/** Whenever the stretch has grown, what is far from the view goes: hours of reading cost no more than minutes. */
export function useTrim({ rows, firstShown, lastShown, isPlaced, onTrim }: TrimOptions): void {
  const latest = useRef({ firstShown, lastShown, onTrim });
  useEffect(() => {
    latest.current = { firstShown, lastShown, onTrim };
  });
  useEffect(() => {
    if (!isPlaced) return;
    const kept = findKept(rows, latest.current.firstShown, latest.current.lastShown);
    if (kept !== null) latest.current.onTrim(kept);
  }, [rows, isPlaced]);
}
