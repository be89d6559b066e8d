import { AppError } from '#shared/contract/errors.ts';
import type { CodeJoinHost } from '../trust/code-join-host.ts';
import type { JoinReply, Refusal } from '../trust/code-join-messages.ts';
import type { RouteHandlers } from './route-handler.ts';

const SENTENCES = {
  ROOM_NOT_FOUND: 'There is no such code here.',
  RATE_LIMITED: 'Too many tries. Wait before the next one.',
  BAD_REQUEST: 'That is not a message of a join by code.',
} as const;

function takeAnswer<Answer>(reply: JoinReply<Answer>): Answer {
  if (reply.ok) return reply.answer;
  const { code, retryAfterMs } = reply.error satisfies Refusal;
  throw new AppError(code, SENTENCES[code], retryAfterMs === undefined ? undefined : { retryAfterMs });
}

/** The two messages of a join by code. The exchange counts them itself: it knows a guess from a join. */
export function createCodeJoinHandlers(host: CodeJoinHost): Pick<RouteHandlers, 'startJoin' | 'finishJoin'> {
  return {
    startJoin: async ({ body, address }) => takeAnswer(await host.startExchange(body, { address })),
    finishJoin: async ({ body, address }) => takeAnswer(host.finishExchange(body, { address })),
  };
}
