import { createInboxVerbs, type InboxVerbs } from './inbox.ts';
import { createNamespaceVerbs, type NamespaceVerbs } from './namespaces.ts';
import { type OpenHost, openHostProcess } from './open-host.ts';
import { createPinnedFetch } from './pinned-fetch.ts';
import { createRoomVerbs, type RoomVerbs } from './rooms.ts';
import { createTransport } from './transport.ts';

// biome-ignore lint/performance/noBarrelFile: the one entry of the published package
export {
  AccessError,
  CertificateError,
  GoneError,
  InvalidRequestError,
  NotFoundError,
  RateLimitedError,
  type RequestIssue,
  SpacesError,
  UnreachableError,
} from './errors.ts';
export type { ListenOptions, ListenRoomsOptions, Subscribed, SubscribeOptions } from './listening.ts';
export type { ReadOptions } from './rooms.ts';
export type {
  AsMember,
  CallOptions,
  Identity,
  IdentityInfo,
  InboxMessage,
  InInbox,
  InRoom,
  Metadata,
  Namespace,
  NamespaceInfo,
  NewNamespace,
  OwnRoom,
  Room,
  RoomMember,
  RoomMessage,
  SentMessage,
} from './types.ts';

/** Rooms for programs: everything the API can do, as functions. */
export interface SpacesClient extends NamespaceVerbs, RoomVerbs, InboxVerbs {
  readonly url: string;
  /** Ends the host that was opened for this client; nothing is to be done for a remote one. */
  close(): Promise<void>;
}

export interface RemoteOptions {
  /** Needed for namespaces only. */
  readonly adminToken?: string | undefined;
  /** Another way to the host, for example one that pins its certificate. */
  readonly fetch?: typeof fetch;
  /** In Node: the SHA-256 of the only certificate that is believed there, whoever signed it. */
  readonly fingerprint?: string | undefined;
}

export interface OwnHostOptions {
  /** How a host is opened; without it, as a process of its own. */
  readonly openHost?: OpenHost;
}

function connectRemote(url: string, options: RemoteOptions = {}): SpacesClient {
  const { adminToken, fingerprint } = options;
  if (options.fetch && fingerprint !== undefined) {
    throw new TypeError('Either a fetch that checks the certificate, or a fingerprint.');
  }
  const send = options.fetch ?? (fingerprint === undefined ? undefined : createPinnedFetch(fingerprint));
  const transport = createTransport({ url, ...(send && { fetch: send }) });
  return {
    url,
    ...createNamespaceVerbs(transport, { adminToken }),
    ...createRoomVerbs(transport),
    ...createInboxVerbs(transport),
    close: async () => {},
  };
}

async function openOwn(
  dataDir: string | null,
  { openHost = openHostProcess }: OwnHostOptions,
): Promise<SpacesClient> {
  const { url, adminToken, stop } = await openHost({ dataDir });
  return { ...connectRemote(url, { adminToken }), close: stop };
}

/**
 * Three ways to the same rooms. `remote` runs anywhere, browsers included, and needs nothing. The others open
 * a host on this machine: the rules of rooms live in the host alone, and are not written a second time here.
 */
export const Spaces = {
  /** A host that keeps nothing after `close`. */
  inMemory: (options: OwnHostOptions = {}): Promise<SpacesClient> => openOwn(null, options),
  /** A host over a folder, which keeps everything. */
  local: (folder: string, options: OwnHostOptions = {}): Promise<SpacesClient> => openOwn(folder, options),
  /** A host that runs already. */
  remote: connectRemote,
} as const;
