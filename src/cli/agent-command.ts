import { userInfo } from 'node:os';
import { SpacesError } from '../client/errors.ts';
import { createPinnedFetch } from '../client/pinned-fetch.ts';
import { type Options, UsageError } from './options.ts';
import type { Print } from './room-commands.ts';

interface Invited {
  readonly agent: { readonly id: string; readonly displayName: string; readonly expiresAt: string | null };
  readonly namespace: string;
  readonly secret: string;
  readonly invitation: string;
  readonly lines: { readonly curl: string; readonly typescript: string; readonly mcp: string };
}

type Answer = Record<string, unknown> & { error?: { message?: string } };

/** One call of the REST API; throws what the host says. */
async function call(
  { url, fingerprint }: Options,
  token: string | null,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const send = fingerprint === undefined ? fetch : createPinnedFetch(fingerprint);
  const response = await send(new URL(path, url), {
    method,
    headers: {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (error instanceof SpacesError) throw error;
    throw new Error(`The host at ${url} cannot be reached.`, { cause: error });
  });
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (!response.ok) throw new Error(answer.error?.message ?? `The host answered with ${response.status}.`);
  return answer;
}

function readUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'Command line';
  }
}

/** Comes in as a person with a token, or as a guest who asks the agent in and leaves again. */
export async function inviteAgent(options: Options, print: Print): Promise<number> {
  const { url, words, name = 'Agent', scope = 'write', hours, fingerprint } = options;
  const place = words[2];
  if (words[1] !== 'invite' || !place) throw new UsageError('spaces agent invite CODE --name NAME');
  let { token = null } = options;
  const isGuest = token === null;
  if (isGuest) {
    const displayName = options.guestName ?? readUserName();
    const guest = await call(options, null, 'POST', '/api/auth/guest', { displayName });
    token = String(guest['token']);
  }
  const found = await call(options, token, 'GET', `/api/rooms/code/${encodeURIComponent(place)}`);
  const room = found['room'] as { id: string; name: string };
  const roomPath = `/api/rooms/${room.id}`;
  if (isGuest) await call(options, token, 'POST', `${roomPath}/join`, { roomCode: place });
  let invited: Invited;
  try {
    const wish = { name, scope, expiresInHours: hours };
    invited = (await call(options, token, 'POST', `${roomPath}/agents`, wish)) as unknown as Invited;
  } finally {
    if (isGuest) await call(options, token, 'POST', `${roomPath}/leave`);
  }
  const { agent, namespace, secret, invitation, lines } = invited;
  const pin = fingerprint === undefined ? '' : ` SPACES_FINGERPRINT=${fingerprint}`;
  const shown = { agent, roomId: room.id, url, namespace, secret, invitation, lines };
  const until = agent.expiresAt === null ? '' : ` until ${agent.expiresAt}`;
  print(
    `${agent.displayName} is in ${room.name}${until}. The secret is shown this once.

For this command line:
export SPACES_URL=${url} SPACES_NS=${namespace} SPACES_SECRET=${secret} SPACES_ROOM=${room.id}${pin}

With curl:
${lines.curl}

With TypeScript:
${lines.typescript}

For an MCP client, on any machine where Spaces runs:
${lines.mcp}`,
    shown,
  );
  return 0;
}
