import type { Notification } from '#shared/model/notification.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { text } from '../../lib/text.ts';

function readText(data: Notification['data'], ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = data[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

export function readRoomName({ data }: Notification): string {
  return readText(data, 'roomName') ?? text().notifications.someRoom;
}

/** The token that takes the seat, while the invitation is good. */
export function readInviteToken({ kind, data }: Notification, now: number): string | null {
  const expiresAt = readText(data, 'expiresAt');
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now;
  return kind === 'invitation' && !isOver ? readText(data, 'token') : null;
}

export function describeNotification(notification: Notification): string {
  const { kind, data } = notification;
  const words = text().notifications;
  const room = readRoomName(notification);
  const at = readText(data, 'endsAt', 'startsAt');
  const when = at === null ? '' : formatShortTime(at, Date.now());
  switch (kind) {
    case 'invitation':
      return words.invitation(readText(data, 'inviterName') ?? words.somebody, room);
    case 'mention':
      return words.mention(readText(data, 'displayName', 'byName', 'senderName') ?? words.somebody, room);
    case 'ending':
      return words.ending(room, when);
    case 'reminder':
      return words.reminder(room, when);
    default:
      return words.unknown;
  }
}
