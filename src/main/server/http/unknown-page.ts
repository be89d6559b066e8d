import type { RequestHandler, Response } from 'express';
import { BAD_LINK, buildRefusalPage, NOTHING_HERE, REFUSAL_POLICY } from './refusal-page.ts';

/** Addresses of programs, whose answer is JSON whoever opens them. */
const OF_PROGRAMS = /^\/(api|assets|mcp|socket\.io|ws)(\/|$)/;

function sendPage(response: Response, page: typeof NOTHING_HERE): void {
  response.setHeader('Content-Security-Policy', REFUSAL_POLICY);
  response.status(404).type('html').send(buildRefusalPage(page));
}

export const sendBadLink = (response: Response) => sendPage(response, BAD_LINK);

/** Somebody who looks at an unknown address in a browser gets a sentence; programs get the JSON that comes after. */
export const handleUnknownPage: RequestHandler = (request, response, next) => {
  const isSeen = request.method === 'GET' && /\btext\/html\b/i.test(request.headers.accept ?? '');
  if (!isSeen || OF_PROGRAMS.test(request.path)) return next();
  sendPage(response, NOTHING_HERE);
};
