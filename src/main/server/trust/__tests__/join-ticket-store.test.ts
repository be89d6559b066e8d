import { expect, it } from 'vitest';
import { createJoinTicketStore } from '../join-ticket-store.ts';

it('a ticket opens its room once, within a minute', () => {
  let time = 0;
  const tickets = createJoinTicketStore({ now: () => time });
  const ticket = tickets.issueTicket('room');
  expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(tickets.redeemTicket(`${ticket.slice(1)}A`)).toBeUndefined();
  expect(tickets.redeemTicket(ticket)).toBe('room');
  expect(tickets.redeemTicket(ticket)).toBeUndefined();
  const late = tickets.issueTicket('room');
  time += 60_000;
  expect(tickets.redeemTicket(late)).toBeUndefined();
});

it('tickets of a room can be revoked, and a flood drops the oldest', () => {
  const tickets = createJoinTicketStore({ now: () => 0, maxTickets: 3 });
  const kept = tickets.issueTicket('kept');
  const revoked = tickets.issueTicket('gone');
  tickets.revokeRoom('gone');
  expect(tickets.redeemTicket(revoked)).toBeUndefined();
  const flood = Array.from({ length: 5 }, (_, index) => tickets.issueTicket(`room-${index}`));
  expect(tickets.redeemTicket(kept)).toBeUndefined();
  expect(flood.map((ticket) => tickets.redeemTicket(ticket))).toEqual([
    undefined,
    undefined,
    'room-2',
    'room-3',
    'room-4',
  ]);
});
