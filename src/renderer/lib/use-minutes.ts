import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** Renders again every minute: "a moment ago" does not stay true by itself. */
export function useMinutes(isNeeded: boolean): void {
  const [, count] = useState(0);
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setInterval(() => count((minutes) => minutes + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, [isNeeded]);
}
