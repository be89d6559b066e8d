import { type AgentLines, type AgentScope, writeMcpLine } from '#shared/model/agent.ts';

interface Place {
  /** Where others reach the host, and where this machine does. */
  readonly baseUrl: string;
  readonly loopbackUrl: string;
  /** Of the host's certificate, and of the key in it, as curl names it. */
  readonly fingerprint: string;
  readonly keyPin: string;
  readonly ns: string;
  readonly roomId: string;
  readonly secret: string;
  readonly invitation: string;
  readonly scope: AgentScope;
}

/** What to paste so that an agent is in the room: a shell, a program, the settings of an MCP client. */
export function writeAgentLines(place: Place): AgentLines {
  const { baseUrl, loopbackUrl, ns, roomId, secret, scope } = place;
  // Nobody signs the certificates of a local network: the line says which one is meant.
  const isSecure = baseUrl.startsWith('https:');
  const start = isSecure ? `curl -sk --pinnedpubkey 'sha256//${place.keyPin}'` : 'curl -s';
  const host = isSecure ? `'${baseUrl}', { fingerprint: '${place.fingerprint}' }` : `'${baseUrl}'`;
  const messages = `${baseUrl}/${ns}/rooms/${roomId}/messages`;
  const curl =
    scope === 'write'
      ? `${start} ${messages} -H 'X-Inbox-Secret: ${secret}' -H 'Content-Type: application/json' -d '{"body": "Hello"}'`
      : `${start} '${messages}?wait=30' -H 'X-Inbox-Secret: ${secret}'`;
  const typescript =
    `import { Spaces } from 'spaces-client'; for await (const message of Spaces.remote(${host}).listenRoom(` +
    `{ ns: '${ns}', roomId: '${roomId}', secret: '${secret}' })) console.log(message.body);`;
  return { curl, typescript, mcp: writeMcpLine(`${loopbackUrl}/mcp`, place.invitation) };
}
