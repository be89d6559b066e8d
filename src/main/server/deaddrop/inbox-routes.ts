import type { Actor } from '../domain/actor.ts';
import type { AgentService } from '../domain/agents/agent-service.ts';
import type { InboxService } from '../domain/agents/inbox-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Doors } from './doors.ts';
import { flag, optionalWhole, text, whole } from './fields.ts';
import { type Credentials, type Route, route } from './route.ts';
import { viewLetter } from './views.ts';

const INBOX = '/{ns}/inbox/{id}';
const ONE = '/{ns}/inbox/{id}/{mid}';

interface Options {
  doors: Doors;
  agents: AgentService;
  inbox: InboxService;
}

/** 1:1 messages between the identities of a namespace. */
export function createInboxRoutes({ doors, agents, inbox }: Options): readonly Route[] {
  async function requireOwnInbox(
    { ns, id }: { ns: string; id: string },
    credentials: Credentials,
  ): Promise<Actor> {
    const actor = await doors.findIdentity(credentials);
    if (actor?.userId !== id || actor.spaceId !== ns) {
      throw new DeaddropError(403, 'Secret does not match identity');
    }
    return actor;
  }

  async function answer(isDone: Promise<boolean>): Promise<{ ok: true }> {
    if (!(await isDone)) throw new DeaddropError(404, 'Message not found');
    return { ok: true };
  }

  return [
    route({
      method: 'POST',
      path: '/{ns}/send',
      body: {
        to: text(),
        body: text(),
        content_type: text({ fallback: 'text/plain' }),
        ttl_hours: optionalWhole(),
      },
      async handle({ params, body, credentials }) {
        await doors.assertNotArchived(params.ns);
        const actor = await doors.requireIdentity(params.ns, credentials);
        if (!(await agents.find(params.ns, body.to))) {
          throw new DeaddropError(404, `Recipient ${body.to} not found in namespace ${params.ns}`);
        }
        const letter = await inbox.send({
          spaceId: params.ns,
          fromId: actor.userId,
          toId: body.to,
          body: body.body,
          contentType: body.content_type,
          ttlHours: body.ttl_hours,
        });
        const { mid, from, to, content_type, created_at } = viewLetter(letter);
        return { mid, from, to, content_type, created_at };
      },
    }),
    route({
      method: 'GET',
      path: INBOX,
      query: {
        unread: flag(false),
        after: text({ fallback: '' }),
        wait: whole({ fallback: 0, min: 0, max: 60 }),
      },
      async handle({ params, query, credentials, signal, hold }) {
        const actor = await requireOwnInbox(params, credentials);
        const space = await doors.findSpace(params.ns);
        const read = () =>
          inbox.read({
            toId: actor.userId,
            after: query.after === '' ? null : query.after,
            isUnreadOnly: query.unread,
            spaceTtlHours: space.ttlHours,
            waitMs: query.wait * 1_000,
            signal,
          });
        const letters = await (query.wait === 0 ? read() : hold(read));
        return { messages: letters.map(viewLetter) };
      },
    }),
    route({
      method: 'GET',
      path: `${INBOX}/archived`,
      async handle({ params, credentials }) {
        const actor = await requireOwnInbox(params, credentials);
        return { messages: (await inbox.listArchived(actor.userId)).map(viewLetter) };
      },
    }),
    route({
      method: 'GET',
      path: ONE,
      async handle({ params, credentials }) {
        const actor = await requireOwnInbox(params, credentials);
        const letter = await inbox.find(actor.userId, params.mid);
        if (!letter) throw new DeaddropError(404, 'Message not found');
        return viewLetter(letter);
      },
    }),
    route({
      method: 'DELETE',
      path: ONE,
      async handle({ params, credentials }) {
        const actor = await requireOwnInbox(params, credentials);
        return answer(inbox.delete(actor.userId, params.mid));
      },
    }),
    route({
      method: 'POST',
      path: `${ONE}/archive`,
      async handle({ params, credentials }) {
        const actor = await requireOwnInbox(params, credentials);
        return answer(inbox.archive(actor.userId, params.mid));
      },
    }),
    route({
      method: 'POST',
      path: `${ONE}/unarchive`,
      async handle({ params, credentials }) {
        const actor = await requireOwnInbox(params, credentials);
        return answer(inbox.unarchive(actor.userId, params.mid));
      },
    }),
  ];
}
