export type Metadata = Readonly<Record<string, unknown>>;

export interface Namespace {
  readonly ns: string;
  readonly slug: string | null;
  readonly metadata: Metadata;
  readonly ttlHours: number;
}

/** With the secret, which is shown this once. */
export interface NewNamespace extends Namespace {
  readonly secret: string;
}

export interface NamespaceInfo extends Namespace {
  readonly createdAt: string;
  readonly archivedAt: string | null;
}

export interface Identity {
  readonly id: string;
  readonly secret: string;
  readonly metadata: Metadata;
}

export interface IdentityInfo {
  readonly id: string;
  readonly metadata: Metadata;
  readonly createdAt: string;
}

export interface Room {
  readonly roomId: string;
  readonly ns: string;
  readonly displayName: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
}

/** A room in the caller's list. */
export interface OwnRoom extends Room {
  readonly joinedAt: string;
  readonly lastReadMid: string | null;
}

export interface RoomMember {
  readonly roomId: string;
  readonly identityId: string;
  readonly ns: string;
  readonly joinedAt: string;
  readonly lastReadMid: string | null;
  readonly metadata: Metadata;
}

export interface RoomMessage {
  readonly mid: string;
  readonly roomId: string;
  readonly fromId: string;
  readonly body: string;
  readonly contentType: string;
  readonly createdAt: string;
}

export interface SentMessage {
  readonly mid: string;
  readonly from: string;
  readonly to: string;
  readonly contentType: string;
  readonly createdAt: string;
}

export interface InboxMessage extends SentMessage {
  readonly body: string;
  readonly readAt: string | null;
  readonly expiresAt: string | null;
  readonly archivedAt: string | null;
}

/** Every call can be given up. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface InRoom extends CallOptions {
  readonly ns: string;
  readonly roomId: string;
  /** The identity's secret. */
  readonly secret: string;
}

export interface InInbox extends CallOptions {
  readonly ns: string;
  readonly id: string;
  readonly secret: string;
}

/** As one identity of a namespace. */
export interface AsMember extends CallOptions {
  readonly ns: string;
  readonly secret: string;
}
