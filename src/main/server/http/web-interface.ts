import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router, static as serveStatic } from 'express';
import { parseRoomCode } from '#shared/model/room-code.ts';
import { sendBadLink } from './unknown-page.ts';

/** Serves the app's own interface to browsers: the same bundle that the desktop window shows. */
export function createWebInterface(webRoot: string | null): Router {
  const router = Router();
  const page = webRoot === null ? null : join(webRoot, 'index.html');
  if (webRoot === null || page === null || !existsSync(page)) {
    router.get('/', (_request, response) => {
      response
        .type('text')
        .send('This Spaces host is running. Its web interface has not been built: npm run build');
    });
    return router;
  }
  // File names under /assets carry a hash of their content.
  router.use(
    '/assets',
    serveStatic(join(webRoot, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(serveStatic(webRoot, { index: false, maxAge: 0 }));
  router.get(['/', '/spaces', '/spaces/:roomCode'], (request, response) => {
    const { roomCode } = request.params;
    if (typeof roomCode === 'string' && parseRoomCode(roomCode) === null) return sendBadLink(response);
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
  return router;
}
