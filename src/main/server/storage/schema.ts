import type { Generated } from 'kysely';
import type { MessageType } from '#shared/model/message.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { RoomLife, Visibility } from '#shared/model/room.ts';
import type { UserKind, UserStatus } from '#shared/model/user.ts';

/** The tables as the migrations leave them. Times are milliseconds, booleans 0 or 1. */
export interface Schema {
  host_facts: { name: string; value: string };
  spaces: {
    id: string;
    kind: 'people' | 'program';
    slug: string | null;
    secret_hash: string | null;
    metadata: Generated<string>;
    ttl_hours: Generated<number>;
    created_at: number;
    archived_at: number | null;
  };
  users: {
    key: Generated<number>;
    id: string;
    space_id: string;
    kind: UserKind;
    display_name: string;
    secret_hash: string | null;
    owner_user_id: string | null;
    metadata: Generated<string>;
    status: Generated<UserStatus>;
    status_text: string | null;
    status_until: number | null;
    last_seen: number | null;
    created_at: number;
    deleted_at: number | null;
  };
  devices: { id_hash: string; user_id: string; created_at: number };
  rooms: {
    key: Generated<number>;
    id: string;
    space_id: string;
    code: string | null;
    name: string | null;
    description: Generated<string>;
    owner_id: string;
    created_by: string;
    policy: PolicyName;
    visibility: Visibility;
    capacity: number;
    password_hash: string | null;
    locked: Generated<number>;
    life: RoomLife;
    mode: Generated<string>;
    conversation_active: Generated<number>;
    last_seq: Generated<number>;
    last_rev: Generated<number>;
    created_at: number;
    updated_at: number;
    last_activity: number;
    emptied_at: number | null;
    starts_at: number | null;
    agent_streak: Generated<number>;
    agent_limit: number | null;
  };
  members: {
    room_id: string;
    user_id: string;
    role: Role;
    muted: Generated<number>;
    read_seq: Generated<number>;
    read_mark: string | null;
    read_only: Generated<number>;
    joined_at: number;
    left_at: number | null;
  };
  messages: {
    key: Generated<number>;
    id: string;
    room_key: number;
    seq: number;
    user_key: number | null;
    type: MessageType;
    content: string;
    content_type: string;
    metadata: Generated<string>;
    reply_to_id: string | null;
    thread_id: string | null;
    client_id: string | null;
    counts: number;
    created_at: number;
    edited_at: number | null;
    deleted_at: number | null;
    rev: Generated<number>;
  };
  inbox_messages: {
    mid: string;
    space_id: string;
    from_id: string;
    to_id: string;
    body: string;
    content_type: string;
    created_at: number;
    read_at: number | null;
    expires_at: number | null;
    archived_at: number | null;
  };
  identity_invites: {
    id: string;
    space_id: string;
    identity_id: string;
    encrypted_secret: string;
    display_name: string | null;
    created_at: number;
    expires_at: string | null;
    claimed_at: number | null;
  };
  agents: {
    user_id: string;
    room_id: string;
    invited_by: string;
    scope: 'read' | 'write';
    created_at: number;
    expires_at: number | null;
  };
}
