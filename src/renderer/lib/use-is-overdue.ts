import { useEffect, useState } from 'react';

/** Short breaks of a connection are nobody's business. */
const QUIET_MS = 2_000;

/** Whether something has been missing for long enough to be told; null means nothing is missing. */
export function useIsOverdue(since: number | null): boolean {
  const [overdueSince, setOverdueSince] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(() => setOverdueSince(since), Math.max(0, since + QUIET_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);
  return since !== null && overdueSince === since;
}
