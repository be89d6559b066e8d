import type { Message } from '#shared/model/message.ts';
import type { SearchPage } from '#shared/model/search.ts';

export interface HouseRoom {
  readonly id: string;
  readonly name: string | null;
  readonly unread: number;
}

export interface AgentWords {
  readonly text: string;
  readonly contentType: string;
  readonly replyToId: string | null;
}

/** One host as one agent sees it: what the tools need of it, on this machine or far away. */
export interface AgentHouse {
  readonly hostName: string;
  /** The agent's own id there. */
  readonly userId: string;
  listRooms(): Promise<readonly HouseRoom[]>;
  hasRoom(roomId: string): Promise<boolean>;
  /** The newest, or those after a message; lines of the host and deleted ones are not among them. */
  read(roomId: string, page: { after: string | null; limit: number }): Promise<readonly Message[]>;
  markRead(roomId: string, mid: string): Promise<void>;
  findLastMid(roomId: string): Promise<string | null>;
  send(roomId: string, words: AgentWords): Promise<{ mid: string; createdAt: string }>;
  /** The next messages behind `after`, own ones too; none when the time is over. */
  wait(
    roomId: string,
    wish: { after: string | null; forMs: number; signal: AbortSignal },
  ): Promise<readonly Message[]>;
  search(wish: { query: string; roomId: string | undefined; limit: number }): Promise<SearchPage>;
}

export const LARGEST_PAGE = 200;

export const isSpoken = (message: Message) => message.messageType !== 'system' && message.deletedAt === null;
