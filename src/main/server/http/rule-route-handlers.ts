import type { RULE_ROUTES } from '#shared/contract/http-rules.ts';
import type { Services } from '../services.ts';
import type { CodeGuard } from './code-guard.ts';
import type { RouteHandlers } from './route-handler.ts';

const toReason = (given: string | undefined) => given || null;

/** Moderation and waiting. */
export function createRuleRouteHandlers(
  { moderation, waiting, rooms }: Services,
  codeGuard: CodeGuard,
): Pick<RouteHandlers, keyof typeof RULE_ROUTES> {
  return {
    updateMember: async ({ actor, params, body }) => ({
      participant: await moderation.changeMember(actor, params.roomId, params.userId, body),
    }),
    async kickMember({ actor, params, body }) {
      await moderation.kick(actor, params.roomId, params.userId, toReason(body.reason));
      return {};
    },
    listBans: async ({ actor, params }) => ({ bans: await moderation.listBans(actor, params.roomId) }),
    banUser: async ({ actor, params, body }) => ({
      ban: await moderation.ban(actor, params.roomId, body.userId, toReason(body.reason)),
    }),
    async unbanUser({ actor, params }) {
      await moderation.unban(actor, params.roomId, params.userId);
      return {};
    },
    rotateCode: async ({ actor, params }) => ({ room: await rooms.rotateCode(actor, params.roomId) }),
    listAudit: ({ actor, params, query }) => moderation.listAudit(actor, params.roomId, query),

    startWaiting: ({ actor, params, body, address }) =>
      codeGuard.prove(address, body.password, () => waiting.wait(actor, { ...body, roomId: params.roomId })),
    checkWaiting: ({ actor, params }) => waiting.check(actor, params.roomId),
    async stopWaiting({ actor, params }) {
      await waiting.stopWaiting(actor, params.roomId);
      return {};
    },
    listWaiting: async ({ actor, params }) => ({ waiting: await waiting.list(actor, params.roomId) }),
    admitAll: ({ actor, params }) => waiting.admitAll(actor, params.roomId),
    async admitUser({ actor, params }) {
      await waiting.admit(actor, params.roomId, params.userId);
      return {};
    },
    async denyUser({ actor, params, body }) {
      await waiting.deny(actor, params.roomId, params.userId, toReason(body.reason));
      return {};
    },
  };
}
