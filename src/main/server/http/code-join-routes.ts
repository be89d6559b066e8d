import { json, type RequestHandler, Router } from 'express';
import { AppError } from '#shared/contract/errors.ts';
import type { CodeJoinHost } from '../trust/code-join-host.ts';
import { codeJoinPaths, type JoinReply } from '../trust/code-join-messages.ts';

const MOST_BYTES = 16_384;

/** The two messages of a join by code. They are counted by the exchange itself, which knows a guess from a join. */
export function createCodeJoinRoutes(host: CodeJoinHost): Router {
  const router = Router();
  const parseBody = json({ limit: MOST_BYTES, strict: true });
  const answer =
    (
      take: (body: unknown, from: { address: string }) => Promise<JoinReply<object>> | JoinReply<object>,
    ): RequestHandler =>
    async (request, response) => {
      const reply = await take(request.body, { address: request.ip ?? '' });
      if (!reply.ok) throw refuse(reply.error);
      response.json({ success: true, ...reply.answer });
    };
  router.post(codeJoinPaths.start, parseBody, answer(host.startExchange));
  router.post(codeJoinPaths.finish, parseBody, answer(host.finishExchange));
  return router;
}

function refuse({
  code,
  retryAfterMs,
}: {
  code: 'ROOM_NOT_FOUND' | 'RATE_LIMITED' | 'BAD_REQUEST';
  retryAfterMs?: number | undefined;
}) {
  const sentences = {
    ROOM_NOT_FOUND: 'There is no such code here.',
    RATE_LIMITED: 'Too many tries. Wait before the next one.',
    BAD_REQUEST: 'That is not a message of a join by code.',
  };
  return new AppError(code, sentences[code], retryAfterMs === undefined ? undefined : { retryAfterMs });
}
