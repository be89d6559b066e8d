import type { DomainEvent } from '../domain/events.ts';
import type { Outlet } from './broadcast-channel.ts';
import type { RoomBroadcaster } from './room-broadcaster.ts';

/** Which connection hears which room: the rooms it joined, and all of its person's while it watches the lobby. */
export interface Subscriptions {
  enter(outlet: Outlet, roomId: string): void;
  leave(outlet: Outlet, roomId: string): void;
  watch(outlet: Outlet): void;
  forget(outlet: Outlet): void;
  /** Passes a fact on, then draws its consequence: who left a room hears that, and nothing later. */
  handleEvent(event: DomainEvent): void;
}

export function createSubscriptions({ broadcaster }: { broadcaster: RoomBroadcaster }): Subscriptions {
  const watchers = new Set<Outlet>();
  const gone = new WeakSet<Outlet>();

  function enter(outlet: Outlet, roomId: string): void {
    // The line may have broken while its request was under way.
    if (!gone.has(outlet)) broadcaster.subscribe(outlet, roomId);
  }

  function handleConsequence(event: DomainEvent): void {
    switch (event.name) {
      case 'room:added':
        if (!('userId' in event.to)) return;
        for (const outlet of broadcaster.listOutlets(event.to.userId)) {
          if (watchers.has(outlet)) enter(outlet, event.payload.roomId);
        }
        return;
      case 'room:participant-left':
        if (event.payload.reason === 'offline') return;
        broadcaster.unsubscribePerson(event.payload.userId, event.payload.roomId);
        return;
      case 'room:kicked':
        if ('userId' in event.to) broadcaster.unsubscribePerson(event.to.userId, event.payload.roomId);
        return;
      case 'room:deleted':
        if ('roomId' in event.to) broadcaster.unsubscribeAll(event.payload.roomId);
        return;
      default:
        return;
    }
  }

  return {
    enter,
    leave: (outlet, roomId) => broadcaster.unsubscribe(outlet, roomId),
    watch(outlet) {
      if (!gone.has(outlet)) watchers.add(outlet);
    },
    forget(outlet) {
      gone.add(outlet);
      watchers.delete(outlet);
    },
    handleEvent(event) {
      broadcaster.publish(event);
      handleConsequence(event);
    },
  };
}
