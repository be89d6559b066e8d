import * as z from 'zod/mini';

const FINGERPRINT = /^[0-9a-f]{64}$/;
const MARK = 'spaces1.';
const LONGEST = 4_000;
const MOST_URLS = 8;

const InvitationSchema = z.object({
  hostId: z.string().check(z.minLength(1), z.maxLength(128)),
  hostName: z.string().check(z.maxLength(200)),
  /** SHA-256 of the only certificate that is believed there. */
  fingerprint: z.string().check(z.regex(FINGERPRINT)),
  /** Where the host was when it asked the agent in, best first. */
  urls: z.array(z.string().check(z.regex(/^https:\/\/[\w.:[\]-]+$/))).check(z.maxLength(MOST_URLS)),
  ns: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  roomId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  secret: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** All an agent's own machine needs to bring it into one room of another host, certificate included. */
export type AgentInvitation = Readonly<z.infer<typeof InvitationSchema>>;

/** One word, so that it can stand where a bearer token stands. */
export function writeInvitation({
  urls,
  ...invitation
}: Omit<AgentInvitation, 'urls'> & { readonly urls: readonly string[] }): string {
  const json = JSON.stringify({ ...invitation, urls: urls.slice(0, MOST_URLS) });
  return `${MARK}${Buffer.from(json).toString('base64url')}`;
}

/** Null for what is no invitation. */
export function readInvitation(text: string): AgentInvitation | null {
  if (!text.startsWith(MARK) || text.length > LONGEST) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(text.slice(MARK.length), 'base64url').toString('utf8'));
    return InvitationSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}
