import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../domain/events.ts';
import { createPresenceService } from '../domain/presence/presence-service.ts';
import { createTypingService } from '../domain/presence/typing-service.ts';
import { createFakeClock } from './fake-clock.ts';

function setUp(graceMs = 10_000) {
  const clock = createFakeClock();
  const told: string[] = [];
  const occupancy: string[] = [];
  const presence = createPresenceService({
    clock,
    publish: (event: DomainEvent) => told.push(`${event.name} ${JSON.stringify(event.payload)}`),
    graceMs,
    listener: {
      onRoomOccupied: (roomId) => occupancy.push(`+${roomId}`),
      onRoomEmptied: (roomId) => occupancy.push(`-${roomId}`),
      onLastSeen: () => {},
      onIdleChanged: (userId) => occupancy.push(`~${userId} ${presence.isIdle(userId)}`),
    },
  });
  return { clock, told, occupancy, presence };
}

const LEFT = 'room:participant-left {"roomId":"r","userId":"ann","reason":"offline"}';

describe('P2 presence', () => {
  it('keeps a drop shorter than the grace invisible', () => {
    const { clock, told, occupancy, presence } = setUp();
    presence.connect('one', 'ann');
    expect(presence.enterRoom('one', 'r')).toBe(true);
    presence.disconnect('one');
    clock.advance(9_999);
    expect(presence.isPresent('r', 'ann')).toBe(true);
    presence.connect('two', 'ann');
    expect(presence.enterRoom('two', 'r')).toBe(false);
    clock.advance(60_000);
    expect(told).toEqual([]);
    expect(occupancy).toEqual(['+r']);
    expect(presence.countPresent('r')).toBe(1);
  });

  it('tells of a longer one once, when the grace is over', () => {
    const { clock, told, occupancy, presence } = setUp();
    presence.connect('one', 'ann');
    presence.enterRoom('one', 'r');
    presence.disconnect('one');
    clock.advance(10_000);
    expect(told).toEqual([LEFT]);
    expect(occupancy).toEqual(['+r', '-r']);
    presence.disconnect('one');
    clock.advance(60_000);
    expect(told).toHaveLength(1);
  });

  it('P4 sees several lines of one person as one, and the last to break begins the grace', () => {
    const { clock, told, presence } = setUp();
    for (const line of ['desk', 'tab']) {
      presence.connect(line, 'ann');
      presence.enterRoom(line, 'r');
    }
    expect(presence.countPresent('r')).toBe(1);
    presence.disconnect('desk');
    clock.advance(60_000);
    expect(told).toEqual([]);
    expect(presence.isOnline('ann')).toBe(true);
    presence.disconnect('tab');
    expect(presence.isOnline('ann')).toBe(false);
    clock.advance(10_000);
    expect(told).toEqual([LEFT]);
  });

  it('ends presence at once on all lines when somebody leaves, and starts no grace afterwards', () => {
    const { clock, told, presence } = setUp();
    presence.connect('one', 'ann');
    presence.enterRoom('one', 'r');
    presence.removeFromRoom('ann', 'r');
    presence.disconnect('one');
    clock.advance(60_000);
    expect(told).toEqual([]);
    expect(presence.isPresent('r', 'ann')).toBe(false);
  });

  it('stepping out is told at once', () => {
    const { told, presence } = setUp();
    presence.connect('one', 'ann');
    presence.enterRoom('one', 'r');
    presence.exitRoom('one', 'r');
    presence.exitRoom('one', 'r');
    expect(told).toEqual([LEFT]);
  });

  it('is idle on all lines or not at all, and whoever comes anew is not', () => {
    const { occupancy, presence } = setUp();
    for (const line of ['desk', 'tab']) presence.connect(line, 'ann');
    presence.setIdle('desk', true);
    expect(occupancy).toEqual([]);
    presence.setIdle('tab', true);
    presence.disconnect('tab');
    presence.disconnect('desk');
    expect(occupancy).toEqual(['~ann true']);
    presence.connect('reloaded', 'ann');
    expect(occupancy).toEqual(['~ann true', '~ann false']);
  });

  it('a line that was never there changes nothing', () => {
    const { presence, told } = setUp();
    expect(presence.enterRoom('ghost', 'r')).toBe(false);
    presence.exitRoom('ghost', 'r');
    presence.disconnect('ghost');
    presence.heartbeat('ghost');
    expect(told).toEqual([]);
  });
});

describe('C9 typing', () => {
  it('ends by itself, and is told again while it lasts', () => {
    const clock = createFakeClock();
    const told: string[][] = [];
    const typing = createTypingService({
      clock,
      expiryMs: 5_000,
      publish: (event) => event.name === 'room:typing-updated' && told.push(event.payload.userIds),
    });
    typing.setTyping('r', 'ann', true);
    clock.advance(4_000);
    typing.setTyping('r', 'ann', true);
    clock.advance(4_000);
    expect(typing.list('r')).toEqual(['ann']);
    clock.advance(1_000);
    expect(typing.list('r')).toEqual([]);
    typing.setTyping('r', 'ann', false);
    expect(told).toEqual([['ann'], ['ann'], []]);
  });
});
