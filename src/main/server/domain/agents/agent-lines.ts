import { type AgentLines, type AgentScope, writeMcpLine } from '#shared/model/agent.ts';

interface Place {
  /** Where others reach the host, and where this machine does. */
  readonly baseUrl: string;
  readonly loopbackUrl: string;
  readonly ns: string;
  readonly roomId: string;
  readonly secret: string;
  readonly invitation: string;
  readonly scope: AgentScope;
}

/** What to paste so that an agent is in the room: a shell, a program, the settings of an MCP client. */
export function writeAgentLines(place: Place): AgentLines {
  const { baseUrl, loopbackUrl, ns, roomId, secret, scope } = place;
  const messages = `${baseUrl}/${ns}/rooms/${roomId}/messages`;
  const curl =
    scope === 'write'
      ? `curl -s ${messages} -H 'X-Inbox-Secret: ${secret}' -H 'Content-Type: application/json' -d '{"body": "Hello"}'`
      : `curl -s '${messages}?wait=30' -H 'X-Inbox-Secret: ${secret}'`;
  const typescript =
    `for await (const message of Spaces.remote('${baseUrl}').listenRoom(` +
    `{ ns: '${ns}', roomId: '${roomId}', secret: '${secret}' })) console.log(message.body);`;
  return { curl, typescript, mcp: writeMcpLine(`${loopbackUrl}/mcp`, place.invitation) };
}
