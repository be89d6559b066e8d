import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { text } from '../lib/text.ts';
import { showToast } from './toast-store.ts';

/** What a part may have to be told when it cannot come. */
interface Closable {
  onClose?: unknown;
  onCancel?: unknown;
}

export type LazyPart<Props> = ComponentType<Props> & { preload(): Promise<void> };

/**
 * A part of the program that is fetched when it is first wanted. A guest's browser fetches it from the host, which may
 * be away: then a sentence says so, whoever asked closes it again, and the rest of the screen stays.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): LazyPart<Props> {
  let known: ComponentType<Props> | null = null;

  async function fetchPart(): Promise<ComponentType<Props>> {
    known ??= await load();
    return known;
  }

  function Part(props: Props) {
    const [Loaded, setLoaded] = useState(() => known);
    const { onClose, onCancel }: Closable = props;
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, when it comes on screen
    useEffect(() => {
      if (Loaded !== null) return;
      let isMounted = true;
      const tellFailure = () => {
        if (!isMounted) return;
        showToast(text().common.partFailed, { tone: 'bad' });
        const close = onClose ?? onCancel;
        if (typeof close === 'function') close();
      };
      fetchPart().then((part) => isMounted && setLoaded(() => part), tellFailure);
      return () => {
        isMounted = false;
      };
    }, [Loaded]);
    return Loaded === null ? fallback : <Loaded {...props} />;
  }

  return Object.assign(Part, {
    // Not to be had now; it is asked for again when it is wanted.
    preload: () =>
      fetchPart().then(
        () => undefined,
        () => undefined,
      ),
  });
}
