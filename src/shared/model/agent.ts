import * as z from 'zod/mini';

/** What an agent may do in the room it was asked into. */
export const AgentScopeSchema = z.enum(['read', 'write']);
export type AgentScope = z.infer<typeof AgentScopeSchema>;

/** A program that a person asked into a room. */
export const AgentSchema = z.object({
  id: z.string(),
  roomId: z.string(),
  displayName: z.string(),
  scope: AgentScopeSchema,
  invitedBy: z.string(),
  invitedByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
});
export type Agent = z.infer<typeof AgentSchema>;

/** One line each, ready to be copied: they carry the secret, which is shown this once. */
export const AgentLinesSchema = z.object({ curl: z.string(), typescript: z.string(), mcp: z.string() });
export type AgentLines = z.infer<typeof AgentLinesSchema>;

/**
 * The settings of an MCP client. They lead to the Spaces app on the agent's own machine, which brings it to the host of
 * the invitation: no client meets a certificate that nobody signed.
 */
export function writeMcpLine(url: string, invitation: string): string {
  const headers = { Authorization: `Bearer ${invitation}` };
  return JSON.stringify({ mcpServers: { spaces: { type: 'http', url, headers } } });
}
