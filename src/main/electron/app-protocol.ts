import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '#shared/contract/ipc.ts';
import { ANY_HOST, describeContentPolicy } from '#shared/util/content-policy.ts';
import { findAppFile, findContentType } from './app-files.ts';
import { isSameOrigin } from './trusted-page.ts';

/** Must run before the app is ready: afterwards the scheme would be an opaque one without storage or fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

const HEADERS = {
  'content-security-policy': `${describeContentPolicy({ connect: ANY_HOST })}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Serves the built interface as app://spaces/, and nothing outside its folder. */
export function serveAppFiles({ root }: { root: string }): void {
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const file = isSameOrigin(url, APP_ORIGIN) ? findAppFile(root, new URL(url).pathname) : null;
    if (file === null || method !== 'GET')
      return new Response('Not found', { status: 404, headers: HEADERS });
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: { ...HEADERS, 'content-type': findContentType(file) },
      });
    } catch {
      return new Response('Not found', { status: 404, headers: HEADERS });
    }
  });
}
