/**
 * What the documents name in answers and events. Each carries a part of it; a test that reads what its answer lacks
 * fails there, as a client of the document would.
 */
export interface Told {
  readonly token: string;
  readonly user: { readonly id: string };
  readonly users: readonly unknown[];
  readonly room: ToldRoom;
  readonly rooms: readonly ToldRoom[];
  readonly participant: ToldParticipant;
  readonly participants: readonly ToldParticipant[];
  readonly message: ToldMessage;
  readonly messages: readonly ToldMessage[];
  readonly notifications: readonly object[];
  readonly state: object;
  readonly reason: string;
  readonly unreadCount: number;
  readonly userIds: readonly string[];
}

interface ToldRoom {
  readonly id: string;
  readonly roomCode: string;
  readonly name: string;
  readonly description: string;
  readonly participants: readonly ToldParticipant[];
}

interface ToldParticipant {
  readonly userId: string;
  readonly role: string;
  readonly isOnline: boolean;
  readonly lastSeen: string | null;
}

interface ToldMessage {
  readonly id: string;
  readonly content: string;
  readonly messageType: string;
  readonly replyToId: string | null;
  readonly reactions: readonly object[];
}
