/** Where a message or a request claims to come from, as Electron tells it. */
export interface Sender {
  readonly contentsId: number;
  readonly frame: { readonly origin: string; readonly parent: unknown } | null;
}

/** Origins are compared as URLs: some of Electron's events end them with a slash. */
export function isSameOrigin(url: string, origin: string): boolean {
  const given = URL.parse(url);
  const wanted = URL.parse(origin);
  return (
    given !== null && wanted !== null && given.protocol === wanted.protocol && given.host === wanted.host
  );
}

/** Only the main frame of our own window, showing our own page, is listened to. */
export function isTrustedSender(
  { contentsId, frame }: Sender,
  { windowContentsId, origin }: { windowContentsId: number | null; origin: string },
): boolean {
  return (
    frame !== null &&
    frame.parent === null &&
    contentsId === windowContentsId &&
    isSameOrigin(frame.origin, origin)
  );
}

const EXTERNAL_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** What may be handed to the system: never file:, never another program's scheme. */
export function isExternalLink(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && EXTERNAL_PROTOCOLS.has(parsed.protocol);
}
