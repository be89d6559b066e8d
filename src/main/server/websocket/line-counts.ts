/** How many lines an address holds open. */
export interface LineCounts {
  read(address: string): number;
  /** Returns the undo. */
  add(address: string): () => void;
}

export function createLineCounts(): LineCounts {
  const counts = new Map<string, number>();
  const read = (address: string) => counts.get(address) ?? 0;
  return {
    read,
    add(address) {
      counts.set(address, read(address) + 1);
      return () => {
        if (read(address) > 1) counts.set(address, read(address) - 1);
        else counts.delete(address);
      };
    },
  };
}
