import { expect, it } from 'vitest';
import {
  AccessError,
  GoneError,
  InvalidRequestError,
  NotFoundError,
  SpacesError,
  UnreachableError,
} from '../errors.ts';
import { Spaces } from '../spaces.ts';
import { describeEachWay } from './each-way.ts';

describeEachWay((team) => {
  it('sends from one to another, with the life of such messages', async () => {
    const { client, ns, alice, bob } = team;
    const sent = await client.sendMessage({
      ns,
      fromSecret: alice.secret,
      to: bob.id,
      body: 'psst',
      ttlHours: 2,
    });
    const inbox = { ns, id: bob.id, secret: bob.secret };
    const { mid } = sent;
    expect(await client.getMessage({ ...inbox, mid })).toMatchObject({
      body: 'psst',
      readAt: null,
      from: alice.id,
    });
    const waiting = client.waitForMessages({ ...inbox, afterMid: mid, timeout: 20 });
    const second = await client.sendMessage({ ns, fromSecret: alice.secret, to: bob.id, body: 'again' });
    expect((await waiting).map((message) => message.mid)).toEqual([second.mid]);
    expect((await client.getInbox({ ...inbox, unreadOnly: true })).map((message) => message.mid)).toEqual([
      mid,
    ]);
    await client.archiveMessage({ ...inbox, mid });
    expect((await client.getArchivedMessages(inbox)).map((message) => message.mid)).toEqual([mid]);
    await client.unarchiveMessage({ ...inbox, mid });
    for (const message of [mid, second.mid]) await client.deleteMessage({ ...inbox, mid: message });
    expect(await client.getInbox(inbox)).toEqual([]);
  });

  it('looks after namespaces and identities', async () => {
    const { client } = team;
    const made = await client.createNamespace({
      metadata: { some_key: { inner_key: 1 } },
      ttlHours: 0,
      slug: 'spare',
    });
    expect(made).toMatchObject({
      slug: expect.stringMatching(/^spare/),
      metadata: { some_key: { inner_key: 1 } },
      ttlHours: 0,
    });
    const owner = { ns: made.ns, nsSecret: made.secret };
    const one = await client.createIdentity({ ...owner, metadata: { a_b: 1 } });
    const info = await client.getIdentity({ ns: made.ns, id: one.id, secret: one.secret });
    expect(info).toEqual({ id: one.id, metadata: { a_b: 1 }, createdAt: expect.any(String) });
    for (const list of [
      await client.listIdentities(owner),
      await client.listIdentities({ ns: made.ns }),
      await client.listIdentities({ ns: made.ns, secret: one.secret }),
    ]) {
      expect(list).toEqual([info]);
    }
    const changed = await client.updateIdentity({ ...owner, id: one.id, metadata: { c: 2 } });
    expect(changed.metadata).toEqual({ c: 2 });
    await client.deleteIdentity({ ...owner, id: one.id });
    expect((await client.updateNamespace({ ns: made.ns, metadata: {} })).metadata).toEqual({});
    await client.archiveNamespace(owner);
    await expect(client.createIdentity(owner)).rejects.toThrow(GoneError);
    expect((await client.getNamespace({ ns: made.ns })).archivedAt).not.toBeNull();
    await client.deleteNamespace({ ns: made.ns });
    expect((await client.listNamespaces()).map((listed) => listed.ns)).not.toContain(made.ns);
  });

  it('throws errors that tell what to do', async () => {
    const { client, ns, alice, makeRoom } = team;
    const roomId = await makeRoom();
    const inRoom = { ns, roomId, secret: alice.secret };
    const refused = [
      [() => client.getRoom({ ...inRoom, secret: 'x' }), AccessError, 403],
      [() => client.getRoom({ ...inRoom, secret: '' }), AccessError, 401],
      [() => client.getRoom({ ...inRoom, roomId: 'a/b c' }), NotFoundError, 404],
      [() => client.getRoomMessages({ ...inRoom, limit: 0 }), InvalidRequestError, 422],
      [() => client.addRoomMember({ ...inRoom, identityId: 'nobody' }), InvalidRequestError, 400],
      [() => Spaces.remote(client.url, { adminToken: 'x' }).createNamespace(), AccessError, 403],
      [() => Spaces.remote('http://127.0.0.1:9').listNamespaces(), UnreachableError, 0],
    ] as const;
    for (const [call, kind, status] of refused) {
      const error = await call().then(
        () => null,
        (thrown: unknown) => thrown as SpacesError,
      );
      expect(error).toBeInstanceOf(kind);
      expect(error).toBeInstanceOf(SpacesError);
      expect([error?.name, error?.status]).toEqual([kind.name, status]);
    }
    const error = await client
      .getRoomMessages({ ...inRoom, wait: 99 })
      .catch((thrown: InvalidRequestError) => thrown);
    expect(error).toMatchObject({ issues: [{ type: 'less_than_equal', loc: ['query', 'wait'] }] });
  });
});
