import { describe, expect, it } from 'vitest';
import type { Notification } from '#shared/model/notification.ts';
import { text } from '../../../lib/text.ts';
import { describeNotification, readInviteToken } from '../describe-notification.ts';

const words = text().notifications;

function make(kind: Notification['kind'], data: Notification['data']): Notification {
  return { id: '1', kind, roomId: 'r', data, createdAt: '2026-11-20T10:00:00.000Z', readAt: null };
}

describe('R12: what waits under the bell', () => {
  it.each([
    [make('invitation', { inviterName: 'Ann', roomName: 'Chess' }), words.invitation('Ann', 'Chess')],
    [make('invitation', {}), words.invitation(words.somebody, words.someRoom)],
    [make('mention', { displayName: 'Ben', roomName: 'Go' }), words.mention('Ben', 'Go')],
  ])('%#: %j', (notification, sentence) => {
    expect(describeNotification(notification)).toBe(sentence);
  });

  it('a kind this version does not know is told in general', () => {
    expect(describeNotification(make('parade' as 'mention', {}))).toBe(words.unknown);
  });

  it('an invitation is accepted only while it is good', () => {
    const invitation = make('invitation', { token: 't', expiresAt: '2026-11-21T10:00:00.000Z' });
    expect(readInviteToken(invitation, Date.parse('2026-11-21T09:59:59.000Z'))).toBe('t');
    expect(readInviteToken(invitation, Date.parse('2026-11-21T10:00:00.000Z'))).toBeNull();
    expect(readInviteToken(make('mention', { token: 't' }), 0)).toBeNull();
  });
});
