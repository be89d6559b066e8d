import { randomBytes as cryptoRandomBytes } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import {
  FinishJoinSchema,
  IDENTIFIER_BYTES,
  PAGES_MAX,
  SLOTS_PER_EXCHANGE_MAX,
  StartJoinSchema,
} from '#shared/contract/http-join.ts';
import {
  computeCodeGenerator,
  computeProof,
  createSealNonce,
  decodeBytes,
  deriveSlotKeys,
  encodeBytes,
  isSameProof,
  type LineBinding,
  type SlotKeys,
  sealText,
} from './code-join-keys.ts';
import type {
  FinishAnswer,
  JoinReply,
  Refusal,
  RoomCard,
  StartAnswer,
  StartRequest,
  Welcome,
} from './code-join-messages.ts';
import { computeShare, computeSharedPoint, InvalidShareError, sampleScalar } from './cpace.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import type { JoinTicketStore } from './join-ticket-store.ts';

const exchangeLifetimeMs = 15_000;
const maxOpenExchanges = 512;
const maxOpenPerAddress = 8;

export interface RoomWithCode {
  roomId: string;
  /** Normalised: capitals and digits only. */
  code: string;
  card: RoomCard;
}

export interface CodeJoinHost {
  startExchange(request: unknown, from: { address: string }): Promise<JoinReply<StartAnswer>>;
  /** Synchronous on purpose: between counting a guess and answering it nothing else can run. */
  finishExchange(request: unknown, from: { address: string }): JoinReply<FinishAnswer>;
}

interface OpenSlot {
  room: RoomWithCode;
  keys: SlotKeys;
}
interface Exchange {
  address: string;
  expiresAt: number;
  slots: Map<string, OpenSlot>;
  pages: number;
}

/**
 * The host's side. The joiner must prove first: a share of the host is random to anybody without the code, so an
 * exchange that is broken off teaches nothing, and one that is finished is exactly one guess for each room.
 */
export function createCodeJoinHost({
  binding,
  listRooms,
  tickets,
  limiter,
  now,
  randomBytes = cryptoRandomBytes,
}: {
  binding: LineBinding;
  /** The rooms most likely to be joined first: the first sixteen are the first page. */
  listRooms: () => RoomWithCode[];
  tickets: JoinTicketStore;
  limiter: GuessLimiter;
  now: () => number;
  randomBytes?: (size: number) => Uint8Array;
}): CodeJoinHost {
  const exchanges = new Map<string, Exchange>();

  function createIdentifier(): string {
    return encodeBytes(randomBytes(IDENTIFIER_BYTES));
  }

  function openSlot(room: RoomWithCode, request: StartRequest, exchangeId: string) {
    const slot = createIdentifier();
    const nonce = decodeBytes(request.nonce);
    const joinerShare = decodeBytes(request.share);
    const scalar = sampleScalar(randomBytes);
    const hostShare = computeShare(scalar, computeCodeGenerator({ ...binding, code: room.code, nonce }));
    const transcript = { ...binding, nonce, exchangeId, slot, joinerShare, hostShare };
    const keys = deriveSlotKeys(transcript, computeSharedPoint(scalar, joinerShare));
    return { slot, share: encodeBytes(hostShare), room, keys };
  }

  function keepExchange(exchangeId: string, exchange: Exchange): void {
    for (const [id, open] of exchanges) if (open.expiresAt <= now()) exchanges.delete(id);
    const sameAddress = [...exchanges].filter(([, open]) => open.address === exchange.address);
    if (sameAddress.length >= maxOpenPerAddress) exchanges.delete(sameAddress[0]?.[0] ?? '');
    const [oldest] = exchanges.keys();
    if (exchanges.size >= maxOpenExchanges && oldest) exchanges.delete(oldest);
    exchanges.set(exchangeId, exchange);
  }

  /** The rotated code of a room under attack is void at once, also in exchanges begun before. */
  function isStillOpen(room: RoomWithCode): boolean {
    return listRooms().some((one) => one.roomId === room.roomId && one.code === room.code);
  }

  async function startExchange(
    request: unknown,
    { address }: { address: string },
  ): Promise<JoinReply<StartAnswer>> {
    const permit = limiter.takeExchange(address);
    if (!permit.isAllowed) return refuse('RATE_LIMITED', permit.retryAfterMs);
    const parsed = StartJoinSchema.safeParse(request);
    if (!parsed.success) return refuse('BAD_REQUEST');
    const rooms = listRooms().slice(0, PAGES_MAX * SLOTS_PER_EXCHANGE_MAX);
    const first = parsed.data.page * SLOTS_PER_EXCHANGE_MAX;
    const exchangeId = createIdentifier();
    const opened: Array<ReturnType<typeof openSlot>> = [];
    try {
      for (const room of rooms.slice(first, first + SLOTS_PER_EXCHANGE_MAX)) {
        opened.push(openSlot(room, parsed.data, exchangeId));
        // Three milliseconds of arithmetic per room: chat goes on between two of them.
        await yieldToOthers();
      }
    } catch (error) {
      if (error instanceof InvalidShareError) return refuse('BAD_REQUEST');
      throw error;
    }
    const pages = Math.max(1, Math.ceil(rooms.length / SLOTS_PER_EXCHANGE_MAX));
    const slots = new Map(opened.map(({ slot, room, keys }) => [slot, { room, keys }]));
    keepExchange(exchangeId, { address, expiresAt: now() + exchangeLifetimeMs, slots, pages });
    return {
      ok: true,
      answer: { exchangeId, pages, slots: opened.map(({ slot, share }) => ({ slot, share })) },
    };
  }

  function finishExchange(request: unknown, { address }: { address: string }): JoinReply<FinishAnswer> {
    const permit = limiter.checkAddress(address);
    if (!permit.isAllowed) return refuse('RATE_LIMITED', permit.retryAfterMs);
    const parsed = FinishJoinSchema.safeParse(request);
    if (!parsed.success) return refuse('BAD_REQUEST');
    const { exchangeId, proofs } = parsed.data;
    const exchange = exchanges.get(exchangeId);
    // Taken away before looking: no exchange is ever good for a second guess.
    exchanges.delete(exchangeId);
    if (!exchange || exchange.expiresAt <= now()) return refuse('ROOM_NOT_FOUND');
    const proven = proofs.flatMap(({ slot, proof }) => {
      const open = exchange.slots.get(slot);
      if (!open) return [];
      const expected = computeProof(open.keys.joinerProof, exchangeId, slot);
      return isSameProof(expected, decodeBytes(proof)) ? [{ slot, open }] : [];
    });
    const [match] = proven.filter(({ open }) => isStillOpen(open.room));
    if (!match) {
      const roomIds = [...exchange.slots.values()].map((open) => open.room.roomId);
      limiter.reportFailure({ address, roomIds, weight: 1 / exchange.pages });
      return refuse('ROOM_NOT_FOUND');
    }
    return { ok: true, answer: welcomeJoiner({ exchangeId, ...match }) };
  }

  function welcomeJoiner({
    exchangeId,
    slot,
    open,
  }: {
    exchangeId: string;
    slot: string;
    open: OpenSlot;
  }): FinishAnswer {
    const { roomId, card } = open.room;
    const ticket = tickets.issueTicket(roomId);
    const welcome: Welcome = { roomId, ticket, expiresInMs: tickets.lifetimeMs, room: card };
    const sealed = sealText(open.keys.seal, createSealNonce(randomBytes), JSON.stringify(welcome));
    const proof = computeProof(open.keys.hostProof, exchangeId, slot, sealed);
    return { slot, sealed, proof: encodeBytes(proof) };
  }

  return { startExchange, finishExchange };
}

function refuse(code: Refusal['code'], retryAfterMs?: number): { ok: false; error: Refusal } {
  return { ok: false, error: retryAfterMs === undefined ? { code } : { code, retryAfterMs } };
}
