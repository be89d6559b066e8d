import type { AGENT_ROUTES } from '#shared/contract/http-agents.ts';
import type { Services } from '../services.ts';
import type { RouteHandlers } from './route-handler.ts';

/** Programs in the rooms of people. */
export function createAgentRouteHandlers({
  programs: { roomAgents },
  rooms,
}: Services): Pick<RouteHandlers, keyof typeof AGENT_ROUTES> {
  return {
    inviteAgent: ({ actor, params, body }) => roomAgents.invite(actor, params.roomId, body),
    releaseAgents: async ({ actor, params }) => ({ state: await rooms.releaseAgents(actor, params.roomId) }),
    listAgents: async ({ actor, params }) => ({ agents: await roomAgents.list(actor, params.roomId) }),
    async revokeAgent({ actor, params }) {
      await roomAgents.revoke(actor, params.roomId, params.agentId);
      return {};
    },
  };
}
