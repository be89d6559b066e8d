import { randomBytes as cryptoRandomBytes } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { FinishedJoinSchema, NONCE_BYTES, StartedJoinSchema } from '#shared/contract/http-join.ts';
import {
  computeCodeGenerator,
  computeProof,
  decodeBytes,
  deriveSlotKeys,
  encodeBytes,
  isSameProof,
  type LineBinding,
  openSealedText,
  type SlotKeys,
} from './code-join-keys.ts';
import {
  type FinishRequest,
  type JoinReply,
  type StartRequest,
  type Welcome,
  welcomeSchema,
} from './code-join-messages.ts';
import { computeShare, computeSharedPoint, InvalidShareError, sampleScalar } from './cpace.ts';

/** How the two messages travel; answers are what the host said, still unchecked. */
export interface JoinTransport {
  start(request: StartRequest): Promise<JoinReply<unknown>>;
  finish(request: FinishRequest): Promise<JoinReply<unknown>>;
}

export type CodeJoinResult =
  | { ok: true; welcome: Welcome }
  | { ok: false; reason: 'no-such-code' }
  | { ok: false; reason: 'rate-limited'; retryAfterMs: number }
  /** It speaks another language, or claims a success that it cannot prove. */
  | { ok: false; reason: 'bad-answer' };

const badAnswer: CodeJoinResult = { ok: false, reason: 'bad-answer' };

/** The joiner's side: asks one host, page by page, whether one of its rooms has this code. */
export async function joinByCode({
  code,
  binding,
  transport,
  randomBytes = cryptoRandomBytes,
}: {
  /** Normalised: capitals and digits only. */
  code: string;
  /** The host id that was asked and the certificate that this side really saw. */
  binding: LineBinding;
  transport: JoinTransport;
  randomBytes?: (size: number) => Uint8Array;
}): Promise<CodeJoinResult> {
  let pages = 1;
  for (let page = 0; page < pages; page += 1) {
    const outcome = await runExchange({ code, binding, transport, randomBytes, page });
    if (!('pages' in outcome)) return outcome;
    pages = outcome.pages;
  }
  return { ok: false, reason: 'no-such-code' };
}

async function runExchange({
  code,
  binding,
  transport,
  randomBytes,
  page,
}: {
  code: string;
  binding: LineBinding;
  transport: JoinTransport;
  randomBytes: (size: number) => Uint8Array;
  page: number;
}): Promise<CodeJoinResult | { pages: number }> {
  const nonce = randomBytes(NONCE_BYTES);
  const scalar = sampleScalar(randomBytes);
  const joinerShare = computeShare(scalar, computeCodeGenerator({ ...binding, code, nonce }));
  const started = await transport.start({
    version: 1,
    nonce: encodeBytes(nonce),
    share: encodeBytes(joinerShare),
    page,
  });
  if (!started.ok) return readRefusal(started.error);
  const answer = StartedJoinSchema.safeParse(started.answer);
  if (!answer.success) return badAnswer;
  const { exchangeId, pages, slots } = answer.data;
  if (slots.length === 0) return { pages: 0 };

  const keysBySlot = new Map<string, SlotKeys>();
  try {
    for (const { slot, share } of slots) {
      const hostShare = decodeBytes(share);
      const transcript = { ...binding, nonce, exchangeId, slot, joinerShare, hostShare };
      keysBySlot.set(slot, deriveSlotKeys(transcript, computeSharedPoint(scalar, hostShare)));
      await yieldToOthers();
    }
  } catch (error) {
    if (error instanceof InvalidShareError) return badAnswer;
    throw error;
  }
  const proofs = [...keysBySlot].map(([slot, keys]) => ({
    slot,
    proof: encodeBytes(computeProof(keys.joinerProof, exchangeId, slot)),
  }));
  const finished = await transport.finish({ exchangeId, proofs });
  if (!finished.ok) return finished.error.code === 'ROOM_NOT_FOUND' ? { pages } : readRefusal(finished.error);
  return openWelcome({ exchangeId, keysBySlot, answer: finished.answer });
}

/** The host proves itself here: only who knew the code before the exchange has the key of its proof. */
function openWelcome({
  exchangeId,
  keysBySlot,
  answer,
}: {
  exchangeId: string;
  keysBySlot: Map<string, SlotKeys>;
  answer: unknown;
}): CodeJoinResult {
  const parsed = FinishedJoinSchema.safeParse(answer);
  if (!parsed.success) return badAnswer;
  const { slot, sealed, proof } = parsed.data;
  const keys = keysBySlot.get(slot);
  if (!keys) return badAnswer;
  const expected = computeProof(keys.hostProof, exchangeId, slot, sealed);
  if (!isSameProof(expected, decodeBytes(proof))) return badAnswer;
  try {
    return { ok: true, welcome: welcomeSchema.parse(JSON.parse(openSealedText(keys.seal, sealed))) };
  } catch {
    return badAnswer;
  }
}

function readRefusal(error: { code: string; retryAfterMs?: number | undefined }): CodeJoinResult {
  if (error.code === 'RATE_LIMITED') {
    return { ok: false, reason: 'rate-limited', retryAfterMs: error.retryAfterMs ?? 0 };
  }
  return error.code === 'ROOM_NOT_FOUND' ? { ok: false, reason: 'no-such-code' } : badAnswer;
}
