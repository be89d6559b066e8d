import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import { FRAMES, type FrameType, isFrameType } from '#shared/contract/websocket.ts';
import type { Actor } from '../domain/actor.ts';
import type { FrameHandlers } from './frame-handlers.ts';
import type { Line } from './line.ts';
import { encodeFrame } from './text-frame.ts';

interface Options {
  handlers: FrameHandlers;
  identify: (line: Line, token: string | null) => Promise<Actor>;
  /** Per line and ten seconds. */
  readRequestLimit: () => number;
  onError: (error: unknown, logId: string) => void;
}

/** What one line sends, from the first frame to the last. */
export interface LineReader {
  /** Runs first: every frame waits for it. */
  begin(work: () => Promise<void>): void;
  /** One frame; null for one that is not text. */
  handle(text: string | null): void;
}

const WINDOW_MS = 10_000;
/** As many frames of one line are under way before it is not read for a while. */
const MOST_PENDING = 64;
const CLOSE_REFUSED = 1008;
const LONGEST_ECHO = 64;

/** These decide what later frames mean, so they go one by one; everything else runs side by side. */
const DECIDING: ReadonlySet<FrameType> = new Set([
  'create-room',
  'join-room',
  'leave-room',
  'join_room',
  'leave_room',
]);

function parseFrame(text: string | null): Record<string, unknown> {
  if (text === null) throw new AppError('BAD_REQUEST', 'Only text frames are understood.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('BAD_REQUEST', 'The frame is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('BAD_REQUEST', 'A frame is an object with a type.');
  }
  return value as Record<string, unknown>;
}

function findToken(input: object): string | null {
  const { token, user_token } = input as { token?: string; user_token?: string };
  return (token ?? user_token) || null;
}

export function createReader({ handlers, identify, readRequestLimit, onError }: Options): {
  open(line: Line, flow: { pause(): void; resume(): void }): LineReader;
} {
  function describe(error: unknown, request: string | null): object {
    if (error instanceof AppError) {
      const { code, message, details } = error;
      return { type: 'error', code, message, request, ...(details && { details }) };
    }
    const logId = randomUUID();
    onError(error, logId);
    return {
      type: 'error',
      code: 'INTERNAL',
      message: 'Something went wrong on the host.',
      request,
      details: { logId },
    };
  }

  async function run(line: Line, type: FrameType, input: object): Promise<object | null> {
    const actor = await identify(line, findToken(input));
    // The table is checked frame by frame; one call for all of them cannot carry that proof.
    return handlers[type](line, actor, input as never);
  }

  return {
    open(line, flow) {
      let gate: Promise<unknown> = Promise.resolve();
      let isGateOpen = true;
      let pending = 0;
      let windowEndsAt = 0;
      let count = 0;

      function pass(work: () => Promise<unknown>): Promise<unknown> {
        isGateOpen = false;
        const turn = gate.then(work);
        const next = turn
          .catch(() => {})
          .then(() => {
            if (gate === next) isGateOpen = true;
          });
        gate = next;
        return turn;
      }

      function assertWithinLimit(): void {
        const now = Date.now();
        if (now >= windowEndsAt) {
          windowEndsAt = now + WINDOW_MS;
          count = 0;
        }
        count += 1;
        const limit = readRequestLimit();
        if (count <= limit) return;
        // Whoever goes on regardless is not answered any more.
        if (count > limit * 2) line.close(CLOSE_REFUSED, 'RATE_LIMITED');
        const retryAfterMs = windowEndsAt - now;
        throw new AppError('RATE_LIMITED', 'Too much at once. Wait a moment.', { retryAfterMs });
      }

      async function answer(type: FrameType, input: object): Promise<void> {
        const isDeciding = DECIDING.has(type);
        if (isDeciding) line.hold();
        let frame: Buffer | null = null;
        try {
          const message = await run(line, type, input);
          frame = message && encodeFrame(message);
        } catch (error) {
          frame = encodeFrame(describe(error, type));
        }
        if (isDeciding) line.release(frame);
        else if (frame) line.write(frame);
      }

      async function perform(text: string | null): Promise<void> {
        let request: string | null = null;
        try {
          assertWithinLimit();
          const frame = parseFrame(text);
          const { type } = frame;
          request = typeof type === 'string' ? type.slice(0, LONGEST_ECHO) : null;
          if (!isFrameType(type)) throw new AppError('BAD_REQUEST', 'There is no such type of frame.');
          const input = parseInput(FRAMES[type], frame) as object;
          if (DECIDING.has(type)) await pass(() => answer(type, input));
          else {
            while (!isGateOpen) await gate;
            await answer(type, input);
          }
        } catch (error) {
          line.write(encodeFrame(describe(error, request)));
        }
      }

      return {
        begin: (work) => void pass(work),
        handle(text) {
          pending += 1;
          if (pending === MOST_PENDING) flow.pause();
          void perform(text).finally(() => {
            pending -= 1;
            if (pending === MOST_PENDING - 1) flow.resume();
          });
        },
      };
    },
  };
}
