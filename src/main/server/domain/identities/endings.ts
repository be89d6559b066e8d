/** Whose sessions were ended lately, for connections that were just proving who they are with what was ended. */
export interface Endings {
  /** Remember it before a token is looked at. */
  mark(): number;
  add(userId: string): void;
  hasEndedSince(userId: string, mark: number): boolean;
}

const MOST = 1_000;

export function createEndings(): Endings {
  const ended = new Map<string, number>();
  let count = 0;
  return {
    mark: () => count,
    add(userId) {
      count += 1;
      ended.delete(userId);
      ended.set(userId, count);
      const [oldest] = ended.keys();
      if (ended.size > MOST && oldest !== undefined) ended.delete(oldest);
    },
    hasEndedSince: (userId, mark) => (ended.get(userId) ?? 0) > mark,
  };
}
