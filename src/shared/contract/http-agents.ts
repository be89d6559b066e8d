import * as z from 'zod/mini';
import { AgentLinesSchema, AgentSchema, AgentScopeSchema } from '../model/agent.ts';
import { LiveStateSchema } from '../model/room.ts';
import { DisplayNameSchema } from '../model/user.ts';
import { Id, RoomPath, route } from './route.ts';

const HOURS_OF_A_YEAR = 8_760;

/** Programs in the rooms of people. */
export const AGENT_ROUTES = {
  inviteAgent: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/agents'],
    summary: 'Ask an agent into the room; its secret is shown this once.',
    params: RoomPath,
    body: z.object({
      name: DisplayNameSchema,
      scope: z._default(AgentScopeSchema, 'write'),
      /** Null: until it is revoked. */
      expiresInHours: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(HOURS_OF_A_YEAR)))),
    }),
    output: z.object({
      agent: AgentSchema,
      namespace: z.string(),
      secret: z.string(),
      /** For the MCP server of the agent's own machine: this host, its certificate, the room and the secret. */
      invitation: z.string(),
      lines: AgentLinesSchema,
    }),
    status: 201,
  }),
  releaseAgents: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/agents/release'],
    summary: 'Let agents go on that wait for a person; for moderators.',
    params: RoomPath,
    output: z.object({ state: LiveStateSchema }),
  }),
  listAgents: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/agents'],
    summary: 'The agents that were asked into the room.',
    params: RoomPath,
    output: z.object({ agents: z.array(AgentSchema) }),
  }),
  revokeAgent: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/agents/:agentId'],
    summary: 'Take an agent’s identity away; for who asked it in, and for moderators.',
    params: z.object({ roomId: Id, agentId: Id }),
  }),
} as const;
