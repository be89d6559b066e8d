import { describe, expect, it } from 'vitest';
import { HOST_SETTING_NAMES, HOST_SETTINGS } from '#shared/model/host-settings.ts';
import type { ServerConfig } from '../config.ts';
import { connectRaw, makeRoom as makeRawRoom } from '../websocket/__tests__/raw-client.ts';
import { createFakeClock } from './fake-clock.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const MINUTE = 60_000;

async function setUp(changes: Partial<ServerConfig> = {}, clock = createFakeClock()) {
  const host = await startTestHost({ adminToken: 'admin-secret', ...changes }, { clock });
  const admin = createRestClient(() => host.url, 'admin-secret');
  return { host, admin, clock, ann: await host.guest('Ann') };
}

const change = async (admin: RestClient, settings: Record<string, number | null>) =>
  expectStatus(await admin.patch('/api/admin/settings', settings), 200).body.settings;

const say = (person: Person, roomId: string, content: string) =>
  person.post(`/api/rooms/${roomId}/messages`, { content });

describe('R18 settings of the host', () => {
  it('are the host’s alone, checked, and noted with what they were', async () => {
    const { admin, ann } = await setUp();
    expect((await ann.get('/api/admin/settings')).errorCode).toBe('UNAUTHENTICATED');
    expect((await ann.patch('/api/admin/settings', { roomsPerOwner: 9 })).errorCode).toBe('UNAUTHENTICATED');
    for (const name of HOST_SETTING_NAMES) {
      const { min, max } = HOST_SETTINGS[name];
      for (const value of [min - 1, max + 1, min + 0.5, String(min), true]) {
        const answer = await admin.patch('/api/admin/settings', { [name]: value });
        expect(answer.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: { path: name } });
      }
    }
    const { settings } = expectStatus(await admin.get('/api/admin/settings'), 200).body;
    expect(settings.roomsPerOwner).toEqual({ value: 5, start: 5, isChanged: false, min: 1, max: 1_000 });
    const changed = await change(admin, { roomsPerOwner: 7, unknown: 1 } as never);
    expect(changed.roomsPerOwner).toMatchObject({ value: 7, start: 5, isChanged: true });
    expect((await change(admin, { roomsPerOwner: 7 })).roomsPerOwner.value).toBe(7);
    const { entries } = (await admin.get('/api/admin/audit')).body;
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: 'setting',
      actorName: 'Host',
      detail: 'roomsPerOwner: 5 → 7',
    });
  });

  it('win over what the host is started with, over restarts, until they are taken back', async () => {
    const { host, admin } = await setUp({ limits: { roomsPerOwner: 3 } as never, emptyLifeMs: 5 * MINUTE });
    await change(admin, { roomsPerOwner: 2, emptyLifeMs: 20 * MINUTE });
    await host.restart();
    const { settings } = (await admin.get('/api/admin/settings')).body;
    expect(settings.roomsPerOwner).toMatchObject({ value: 2, start: 3, isChanged: true });
    expect(settings.emptyLifeMs).toMatchObject({ value: 20 * MINUTE, start: 5 * MINUTE });
    const back = await change(admin, { roomsPerOwner: null });
    expect(back.roomsPerOwner).toMatchObject({ value: 3, isChanged: false });
    await host.restart();
    expect((await admin.get('/api/admin/overview')).body.overview.limits.roomsPerOwner).toBe(3);
  });

  it('hold at once: rooms of an owner and people in a room, for those who wait and those who look', async () => {
    const { host, admin, ann } = await setUp();
    const room = await makeRoom(ann, { maxParticipants: 0 });
    expect(room.maxParticipants).toBe(50);
    const line = await connect(host, ann);
    await line.ask('room:join', { roomId: room.id });
    await change(admin, { roomsPerOwner: 1, roomCapacityCeiling: 10 });
    expect((await ann.post('/api/rooms', { name: 'Second' })).errorCode).toBe('TOO_MANY_ROOMS');
    await line.expectPush('room:updated', (told) => told.room.maxParticipants === 10);
    await change(admin, { agentMessagesInRow: 7 });
    await line.expectPush('room:updated', (told) => told.room.hostAgentLimit === 7);
    for (let count = 1; count < 10; count += 1) await seat(room, await host.guest(`Person ${count}`));
    const [bob, eve] = [await host.guest('Bob'), await host.guest('Eve')];
    expect((await bob.post(`/api/rooms/${room.id}/join`)).errorCode).toBe('ROOM_FULL');
    expectStatus(await bob.post(`/api/rooms/${room.id}/wait`), 201);
    const raised = { roomsPerOwner: 2, roomCapacityCeiling: 1_000 };
    await change(admin, raised);
    await eventually(async () =>
      expect((await bob.get(`/api/rooms/${room.id}/wait`)).body.isMember).toBe(true),
    );
    await seat(room, eve);
    const big = await makeRoom(ann, { name: 'Second', maxParticipants: 900 });
    expect(big.maxParticipants).toBe(900);
  });

  it('hold at once: files, the guard against loops, the life of empty rooms', async () => {
    const { host, admin, ann, clock } = await setUp({ cleanupEveryMs: 900 * 60 * MINUTE });
    const room = await makeRoom(ann);
    const draft = { name: 'a.bin', size: 2_000_000 };
    await change(admin, { fileBytes: 1_048_576 });
    expect((await ann.post(`/api/rooms/${room.id}/files`, draft)).errorCode).toBe('PAYLOAD_TOO_LARGE');
    await change(admin, { fileBytes: null, fileQuotaBytes: 1_073_741_824 });
    const large = { ...draft, size: 1_073_741_825 };
    expect((await ann.post(`/api/rooms/${room.id}/files`, large)).errorCode).toBe('STORAGE_FULL');
    await change(admin, { fileQuotaBytes: null });
    expectStatus(await ann.post(`/api/rooms/${room.id}/files`, draft), 201);

    const invited = await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot', scope: 'write' });
    const { secret } = expectStatus(invited, 201).body;
    const bot = createRestClient(() => host.url, secret);
    await change(admin, { agentMessagesInRow: 2 });
    for (const content of ['one', 'two']) expectStatus(await say(bot as Person, room.id, content), 201);
    expect((await say(bot as Person, room.id, 'three')).errorCode).toBe('RATE_LIMITED');
    await change(admin, { agentMessagesInRow: 3 });
    expectStatus(await say(bot as Person, room.id, 'three'), 201);

    const short = await makeRoom(ann, { name: 'Short', life: 'until-empty' });
    clock.advance(3 * MINUTE);
    expect((await admin.post('/api/admin/clean-up')).body.deletedRooms).toBe(0);
    await change(admin, { emptyLifeMs: 2 * MINUTE });
    expect((await admin.post('/api/admin/clean-up')).body.deletedRooms).toBe(1);
    expect((await ann.get(`/api/rooms/${short.id}`)).errorCode).toBe('ROOM_NOT_FOUND');
    const { entries } = (await admin.get('/api/admin/audit')).body;
    expect(entries[0]).toMatchObject({ action: 'clean-up', detail: '1' });
  });

  it('hold at once: what keeps one from flooding the host', async () => {
    const { host, admin, ann, clock } = await setUp({ hasRateLimits: true });
    const room = await makeRoom(ann);
    await change(admin, { messageBurst: 2 });
    for (const content of ['one', 'two']) expectStatus(await say(ann, room.id, content), 201);
    expect((await say(ann, room.id, 'three')).errorCode).toBe('RATE_LIMITED');
    await change(admin, { messageBurst: 3 });
    expectStatus(await say(ann, room.id, 'three'), 201);
    clock.advance(MINUTE);
    await change(admin, { userRequests: 1 });
    expectStatus(await ann.get('/api/auth/me'), 200);
    expect((await ann.get('/api/auth/me')).errorCode).toBe('RATE_LIMITED');
    await change(admin, { socketRequestsPer10s: 3 });
    const raw = await connectRaw(host.url);
    await makeRawRoom(raw);
    for (let count = 0; count < 3; count += 1) raw.send({ type: 'list-rooms' });
    expect(await raw.next('error')).toMatchObject({ code: 'RATE_LIMITED' });
  });
});
