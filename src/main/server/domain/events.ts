import type { Pushes, PushName } from '#shared/contract/realtime.ts';

/** Who is told. Connections are the surfaces' business; the domain knows people and rooms. */
export type Audience =
  | { readonly roomId: string; readonly exceptUserId?: string }
  | { readonly userId: string }
  | { readonly everyone: true };

/** A fact, published after it was stored. It is already the wire event: no surface maps it again. */
export type DomainEvent = {
  [N in PushName]: { readonly name: N; readonly payload: Pushes[N]; readonly to: Audience };
}[PushName];

export type Publish = (event: DomainEvent) => void;

export interface Publisher {
  publish: Publish;
  /** Subscribers are called in the order of publishing, within the same tick. */
  subscribe(listener: (event: DomainEvent) => void): () => void;
}

export function createPublisher({
  onListenerError,
}: {
  onListenerError: (error: unknown) => void;
}): Publisher {
  const listeners = new Set<(event: DomainEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        // One surface's fault must not keep the others from hearing.
        try {
          listener(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
