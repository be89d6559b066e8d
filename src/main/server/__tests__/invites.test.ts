import { describe, expect, it } from 'vitest';
import { findInviteToken } from '#shared/model/invite-link.ts';
import { createFakeClock } from './fake-clock.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { expectStatus, makeRoom, startTestHost } from './test-host.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function setUp(settings: Record<string, unknown> = {}) {
  const clock = createFakeClock();
  const host = await startTestHost({ adminToken: 'admin-secret' }, { clock });
  const [ann, bob, eve] = [await host.guest('Ann'), await host.guest('Bob'), await host.guest('Eve')];
  const room = await makeRoom(ann, { visibility: 'private', life: 'kept', ...settings });
  return { clock, host, ann, bob, eve, room, base: `/api/rooms/${room.id}` };
}

describe('R12 invitation links', () => {
  it('open a private room with a password once', async () => {
    const { ann, bob, eve, room, base } = await setUp({ password: 'sesame' });
    const { invite } = expectStatus(await ann.post(`${base}/invite`), 201).body;
    expect(invite).toMatchObject({ kind: 'link', status: 'open', inviterName: 'Ann', mail: null });
    expect(invite.link).toBe(`${room.joinLink}?invite=${invite.token}`);
    const accept = `/api/invites/${invite.token}/accept`;
    const joined = expectStatus(await bob.post(accept, { displayName: 'Bobby' }), 200).body;
    expect(joined.room).toMatchObject({ id: room.id, role: 'member', memberCount: 2 });
    expectStatus(await bob.post(accept), 200);
    const second = await eve.post(accept);
    expect([second.status, second.errorCode]).toEqual([410, 'GONE']);
    const { invites } = expectStatus(await ann.get(`${base}/invite`), 200).body;
    expect(invites).toHaveLength(1);
    expect(invites[0]).toMatchObject({ id: invite.id, status: 'used', usedBy: bob.id });
    expect(JSON.stringify(invites)).not.toContain(invite.token);
  });

  it('used by many at once lets one in', async () => {
    const { host, ann, base } = await setUp();
    const { invite } = expectStatus(await ann.post(`${base}/invite`), 201).body;
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => host.guest(`Person ${index}`)));
    const answers = await Promise.all(
      people.map((person) => person.post(`/api/invites/${invite.token}/accept`)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.errorCode === 'GONE')).toHaveLength(7);
  });

  it('end after a day, and when they are taken back', async () => {
    const { clock, ann, bob, eve, base } = await setUp();
    const first = expectStatus(await ann.post(`${base}/invite`), 201).body.invite;
    clock.advance(DAY + 1);
    expect((await bob.post(`/api/invites/${first.token}/accept`)).errorCode).toBe('GONE');
    const second = expectStatus(await ann.post(`${base}/invite`), 201).body.invite;
    expect((await eve.delete(`/api/invites/${second.id}`)).errorCode).toBe('NOT_FOUND');
    expectStatus(await ann.delete(`/api/invites/${second.id}`), 200);
    const refused = await bob.post(`/api/invites/${second.token}/accept`);
    expect(refused.body.error).toMatchObject({ code: 'GONE', details: { status: 'revoked' } });
    expect((await bob.post('/api/invites/no-such-token/accept')).errorCode).toBe('NOT_FOUND');
  });

  it('say to whoever holds them whether they are good, and for which room, and nothing more', async () => {
    const { clock, host, ann, bob, base, room } = await setUp({ password: 'sesame' });
    const anybody = createRestClient(() => host.url, null);
    const make = async () => expectStatus(await ann.post(`${base}/invite`), 201).body.invite;
    const look = async (token: string) => (await anybody.get(`/api/invites/${token}`)).body;
    const [used, revoked, open] = [await make(), await make(), await make()];
    expectStatus(await bob.post(`/api/invites/${used.token}/accept`), 200);
    expectStatus(await ann.delete(`/api/invites/${revoked.id}`), 200);
    const tell = (status: string) => ({ success: true, invite: { roomName: room.name, status } });
    expect(await look(used.token)).toEqual(tell('used'));
    expect(await look(revoked.token)).toEqual(tell('revoked'));
    expect(await look(open.token)).toEqual(tell('open'));
    clock.advance(DAY + 1);
    expect(await look(open.token)).toEqual(tell('expired'));
    expect((await anybody.get(`/api/invites/${open.id}`)).errorCode).toBe('NOT_FOUND');
  });

  it('do not open a ban or a full room; a lock only when a keeper of the door invited', async () => {
    const { ann, bob, eve, room, base } = await setUp({ maxParticipants: 2 });
    expectStatus(await bob.post(`${base}/join`), 200);
    const byBob = expectStatus(await bob.post(`${base}/invite`), 201).body.invite;
    const byAnn = expectStatus(await ann.post(`${base}/invite`), 201).body.invite;
    expect((await eve.post(`/api/invites/${byAnn.token}/accept`)).errorCode).toBe('ROOM_FULL');
    expectStatus(await ann.patch(base, { maxParticipants: 5 }), 200);
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    expect((await eve.post(`/api/invites/${byBob.token}/accept`)).errorCode).toBe('ROOM_LOCKED');
    expectStatus(await ann.post(`${base}/bans`, { userId: eve.id }), 201);
    expect((await eve.post(`/api/invites/${byAnn.token}/accept`)).errorCode).toBe('BANNED');
    expectStatus(await ann.delete(`${base}/bans/${eve.id}`), 200);
    expectStatus(await eve.post(`/api/invites/${byAnn.token}/accept`), 200);
    expect((await eve.get(base)).body.room.id).toBe(room.id);
  });

  it('last as long as was chosen', async () => {
    const { clock, host, ann, bob, base } = await setUp();
    const make = async (expiresInHours?: number) =>
      expectStatus(await ann.post(`${base}/invite`, { expiresInHours }), 201).body.invite;
    for (const [hours, life] of [
      [1, HOUR],
      [24, DAY],
      [168, 7 * DAY],
      [undefined, DAY],
    ] as const) {
      const { token, createdAt, expiresAt } = await make(hours);
      expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(life);
      clock.advance(life - 1);
      const guest = await host.guest('Guest');
      expectStatus(await guest.post(`/api/invites/${token}/accept`), 200);
      const late = (await make(hours)).token;
      clock.advance(life);
      const refused = await bob.post(`/api/invites/${late}/accept`);
      expect(refused.body.error).toMatchObject({ code: 'GONE', details: { status: 'expired' } });
    }
    for (const expiresInHours of [0, 2, 169, 10_000, '24', null]) {
      const { body } = await ann.post(`${base}/invite`, { expiresInHours });
      expect(body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: { path: 'expiresInHours' } });
    }
  });

  it('carry a link for the app that says the same', async () => {
    const { ann, base, room } = await setUp();
    const { invite } = expectStatus(await ann.post(`${base}/invite`), 201).body;
    const { host } = new URL(invite.link);
    expect(invite.appLink).toBe(`spaces://join/${room.roomCode}?host=${host}&invite=${invite.token}`);
    expect(findInviteToken(invite.appLink)).toBe(invite.token);
    const mailed = expectStatus(await ann.post(`${base}/invite`, { email: 'zoe@example.org' }), 201).body;
    expect(mailed.invite.mail.text).toContain(mailed.invite.appLink);
  });

  it('are made by people only', async () => {
    const { host, ann, bob, base } = await setUp();
    for (const scope of ['read', 'write']) {
      const invited = await ann.post(`${base}/agents`, { name: `Bot ${scope}`, scope });
      const bot = createRestClient(() => host.url, expectStatus(invited, 201).body.secret);
      for (const body of [{}, { userId: bob.id }, { email: 'zoe@example.org' }]) {
        expect((await bot.post(`${base}/invite`, body)).errorCode).toBe('NOT_ALLOWED');
      }
    }
    expect((await ann.get(`${base}/invite`)).body.invites).toEqual([]);
    expect((await bob.get('/api/notifications')).body.notifications).toEqual([]);
  });

  it('of somebody who is thrown out or removed from the host are worth nothing, used ones stay used', async () => {
    const { host, ann, bob, eve, base } = await setUp();
    const admin = createRestClient(() => host.url, 'admin-secret');
    const make = async () => expectStatus(await bob.post(`${base}/invite`), 201).body.invite;
    const [zoe, yan] = [await host.guest('Zoe'), await host.guest('Yan')];
    expectStatus(await bob.post(`${base}/join`), 200);
    const [used, open] = [await make(), await make()];
    expectStatus(await eve.post(`/api/invites/${used.token}/accept`), 200);
    expectStatus(await ann.delete(`${base}/kick/${bob.id}`), 200);
    const refused = await zoe.post(`/api/invites/${open.token}/accept`);
    expect(refused.body.error).toMatchObject({ code: 'GONE', details: { status: 'revoked' } });
    const { invites } = (await ann.get(`${base}/invite`)).body;
    const statuses = new Map(invites.map((one: { id: string; status: string }) => [one.id, one.status]));
    expect([statuses.get(used.id), statuses.get(open.id)]).toEqual(['used', 'revoked']);
    expectStatus(await bob.post(`${base}/join`), 200);
    const last = await make();
    expectStatus(await admin.delete(`/api/admin/users/${bob.id}`), 200);
    expect((await yan.post(`/api/invites/${last.token}/accept`)).errorCode).toBe('GONE');
  });

  it('of a banned person are worth nothing', async () => {
    const { ann, bob, eve, base } = await setUp();
    expectStatus(await bob.post(`${base}/join`), 200);
    const { invite } = expectStatus(await bob.post(`${base}/invite`), 201).body;
    expectStatus(await ann.post(`${base}/bans`, { userId: bob.id }), 201);
    expect((await eve.post(`/api/invites/${invite.token}/accept`)).errorCode).toBe('GONE');
  });
});

describe('R12 invitations to people', () => {
  it('arrive as a notification that waits, are for that person alone, and are listed by rank', async () => {
    const { host, ann, bob, eve, room, base } = await setUp();
    const line = await connect(host, bob);
    const { invite } = expectStatus(await ann.post(`${base}/invite`, { userId: bob.id }), 201).body;
    const { notification } = await line.expectPush('notification:new');
    expect(notification).toMatchObject({
      kind: 'invitation',
      roomId: room.id,
      readAt: null,
      data: { inviterName: 'Ann', roomName: room.name, token: invite.token },
    });
    expect((await eve.post(`/api/invites/${invite.token}/accept`)).errorCode).toBe('NOT_FOUND');
    await host.restart();
    const waiting = expectStatus(await bob.get('/api/notifications'), 200).body;
    expect([waiting.notifications.length, waiting.unreadCount]).toEqual([1, 1]);
    expect((await eve.get('/api/notifications')).body.notifications).toEqual([]);
    expectStatus(await bob.post(`/api/invites/${notification.data.token}/accept`), 200);
    expect((await bob.post('/api/notifications/read', { ids: [notification.id] })).body.unreadCount).toBe(0);
    expect((await bob.get('/api/notifications?unread=true')).body.notifications).toEqual([]);
    expect((await bob.get('/api/notifications')).body.notifications[0].readAt).not.toBeNull();
    expect((await bob.get(`${base}/invite`)).body.invites).toEqual([]);
    expect((await ann.post(`${base}/invite`, { userId: bob.id })).errorCode).toBe('CONFLICT');
    expect((await ann.post(`${base}/invite`, { userId: 'nobody' })).errorCode).toBe('USER_NOT_FOUND');
    expect((await eve.post(`${base}/invite`)).errorCode).toBe('ROOM_NOT_FOUND');
  });

  it('come in pages, and all are marked at once', async () => {
    const { host, bob } = await setUp();
    const owner = await host.guest('Owner');
    for (let count = 0; count < 5; count += 1) {
      const room = await makeRoom(owner, { life: 'kept' });
      expectStatus(await owner.post(`/api/rooms/${room.id}/invite`, { userId: bob.id }), 201);
    }
    const first = expectStatus(await bob.get('/api/notifications?limit=3'), 200).body;
    const rest = expectStatus(
      await bob.get(`/api/notifications?limit=3&cursor=${first.nextCursor}`),
      200,
    ).body;
    const ids = [...first.notifications, ...rest.notifications].map((one: { id: string }) => one.id);
    expect(new Set(ids).size).toBe(5);
    expect(rest.nextCursor).toBeNull();
    expect((await bob.post('/api/notifications/read')).body.unreadCount).toBe(0);
  });
});

describe('R12 invitations by mail', () => {
  it('give a draft, an .eml and an .ics, and send nothing', async () => {
    const { ann, base, room } = await setUp({ name: 'Größe; Plan, 7' });
    const { invite } = expectStatus(await ann.post(`${base}/invite`, { email: 'zoe@example.org' }), 201).body;
    const { mail } = invite;
    expect(mail).toMatchObject({ to: 'zoe@example.org', subject: `Ann invites you to ${room.name}` });
    expect(mail.text).toContain(invite.link);
    expect(decodeURIComponent(mail.mailto)).toContain(invite.link);
    expect(mail.eml).toMatch(/^X-Unsent: 1\r\nTo: zoe@example\.org\r\nSubject: =\?UTF-8\?B\?/);
    const [, plain] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail.eml) ?? [];
    expect(Buffer.from(plain ?? '', 'base64').toString()).toBe(mail.text);
    expect(mail.ics).toContain('SUMMARY:Größe\\; Plan\\, 7');
    for (const line of mail.ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(mail.ics.replace(/\r\n /g, '')).toContain(`URL:${invite.link}`);
  });

  it.each(['nobody', 'a@b', 'a b@example.org', 'a@example.org\r\nBcc: x@example.org', ''])(
    'refuses the address %j',
    async (email) => {
      const { ann, base } = await setUp();
      const answer = await ann.post(`${base}/invite`, { email });
      expect(answer.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: { path: 'email' } });
    },
  );

  it('takes one kind at a time', async () => {
    const { ann, bob, base } = await setUp();
    const answer = await ann.post(`${base}/invite`, { email: 'a@example.org', userId: bob.id });
    expect(answer.errorCode).toBe('VALIDATION_FAILED');
  });
});
