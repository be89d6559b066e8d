import { useEffect, useState } from 'react';
import type { EmojiIndex } from './emoji-index.ts';

export type EmojiLoad = EmojiIndex | 'loading' | 'failed';

/** The emoji, once somebody wants them. */
export function useEmoji(isWanted: boolean): EmojiLoad {
  const [index, setIndex] = useState<EmojiLoad>('loading');
  useEffect(() => {
    if (!isWanted) return;
    let isMounted = true;
    import('./load-emoji.ts')
      .then(({ loadEmoji }) => loadEmoji())
      .then(
        (loaded) => isMounted && setIndex(loaded),
        () => isMounted && setIndex('failed'),
      );
    return () => {
      isMounted = false;
    };
  }, [isWanted]);
  return index;
}
