import { AppError } from '#shared/contract/errors.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import {
  isRequestName,
  REQUESTS,
  type Replies,
  type RequestName,
  type RequestOutput,
  type RequestParsed,
} from '#shared/contract/realtime.ts';
import { type Failure, fail, succeed } from '#shared/contract/result.ts';
import type { Logger } from '../trust/logger.ts';
import { describeFailure } from './describe-failure.ts';
import { encodeAck, encodeEvent, type Frame } from './frame-encoder.ts';
import { AckTicket } from './packet-parser.ts';
import type { HandledName, RequestHandlers } from './request-handlers.ts';
import type { RoomBroadcaster } from './room-broadcaster.ts';
import { countRequest, replyTo, type Session } from './session.ts';

const LONGEST_ECHO = 64;

export interface RequestHandlerOptions {
  readonly handlers: RequestHandlers;
  readonly authenticate: (
    session: Session,
    input: RequestParsed<'room:authenticate'>,
  ) => Promise<RequestOutput<'room:authenticate'>>;
  readonly broadcaster: RoomBroadcaster;
  /** Per connection and ten seconds; infinite where rate limits are off. */
  readonly readRequestLimit: () => number;
  readonly logger: Logger;
}

/** Takes one event of one connection and answers it exactly once, whatever it is. Never throws or rejects. */
export type HandleRequest = (session: Session, name: string, args: unknown[]) => Promise<void>;

export function createRequestHandler(options: RequestHandlerOptions): HandleRequest {
  const { handlers, authenticate, broadcaster, readRequestLimit, logger } = options;

  async function perform(session: Session, name: string, payload: unknown): Promise<unknown> {
    // Not the time of day: a clock that is set back must not keep anybody waiting.
    const now = performance.now();
    if (!countRequest(session, readRequestLimit(), now)) {
      const retryAfterMs = Math.ceil(session.windowEndsAt - now);
      throw new AppError('RATE_LIMITED', 'Too many requests. Wait a moment.', { retryAfterMs });
    }
    if (!isRequestName(name)) throw new AppError('BAD_REQUEST', 'There is no such event.');
    const input = parseInput(REQUESTS[name].input, payload ?? {});
    if (decidesLater(name)) return pass(session, () => run(session, name, input));
    while (session.gate) await session.gate;
    return run(session, name, input);
  }

  async function run(session: Session, name: RequestName, input: unknown): Promise<unknown> {
    if (name === 'room:authenticate') {
      return authenticate(session, input as RequestParsed<'room:authenticate'>);
    }
    if (session.state.kind !== 'authenticated') {
      throw new AppError('UNAUTHENTICATED', 'Log in first: send room:authenticate with a token.');
    }
    const { actor, outlet } = session.state;
    return callHandler(handlers, name, { session, actor, outlet }, input);
  }

  /** Requests of one connection run side by side, except that logging in, joining and leaving go one by one. */
  function pass<T>(session: Session, work: () => Promise<T>): Promise<T> {
    const turn = (session.gate ?? Promise.resolve()).then(work);
    const gate = turn
      .catch(() => {})
      .then(() => {
        if (session.gate === gate) session.gate = null;
      });
    session.gate = gate;
    return turn;
  }

  return async (session, name, args) => {
    const last = args.at(-1);
    const ticket = last instanceof AckTicket ? last : null;
    const payload = args.length > (ticket ? 1 : 0) ? args[0] : undefined;
    let frames: Frame[];
    try {
      const output = await perform(session, name, payload);
      frames = ticket ? [encodeAck(ticket.id, succeed(output))] : encodeSuccess(name as RequestName, output);
    } catch (error) {
      const failure = describeFailure(error, name.slice(0, LONGEST_ECHO), logger);
      frames = [ticket ? encodeAck(ticket.id, fail(failure)) : encodeError(name, failure)];
    }
    replyTo(session, broadcaster, frames);
  };
}

function decidesLater(name: RequestName): boolean {
  return name === 'room:authenticate' || name === 'room:join' || name === 'room:leave';
}

/** One name ties handler, input and output together; the compiler cannot follow it through the table. */
function callHandler(
  handlers: RequestHandlers,
  name: HandledName,
  ...args: [context: unknown, input: unknown]
): Promise<unknown> {
  const handler = handlers[name] as (context: unknown, input: unknown) => Promise<unknown>;
  return handler(...args);
}

/** The names and payloads of replies are the contract's, as those of requests and pushes are. */
function encodeReply<Name extends keyof Replies>(name: Name, payload: Replies[Name]): Frame {
  return encodeEvent(name, payload);
}

/** The event that tells of success to a client that asked for no acknowledgement. */
function encodeSuccess(name: RequestName, output: unknown): Frame[] {
  const { success } = REQUESTS[name];
  if (success === null) return [];
  if (success !== 'room:joined') return [encodeEvent(success, output)];
  const { messages, ...joined } = output as RequestOutput<'room:join'>;
  return [
    encodeReply(success, joined),
    encodeReply('room:messages-history', { roomId: joined.room.id, messages }),
  ];
}

export function encodeError(request: string, failure: Failure): Frame {
  return encodeReply('room:error', { ...failure, request: request.slice(0, LONGEST_ECHO) });
}
