import { hostname } from 'node:os';
import type { Access, ServerConfig } from './config.ts';
import type { CodeJoin } from './create-code-join.ts';
import { createBrowserGuard } from './http/browser-guard.ts';
import { createCodeGuard } from './http/code-guard.ts';
import { createOriginGuard } from './http/origin-guard.ts';
import { toSource } from './wire/address-source.ts';

/** Who may call this host at all, for every surface alike. */
export function createGuards({
  config,
  readAccess,
  codeJoin: { guesses, listRoomIds },
}: {
  config: ServerConfig;
  readAccess: () => Access;
  codeJoin: Pick<CodeJoin, 'guesses' | 'listRoomIds'>;
}) {
  const { extraOrigins, hasRateLimits } = config;
  const originGuard = createOriginGuard({ machineName: hostname(), extraOrigins });
  const browserGuard = createBrowserGuard({
    allowsBrowsers: () => readAccess().allowsBrowsers,
    extraOrigins,
  });
  return {
    originGuard,
    browserGuard,
    toSource,
    codeGuard: createCodeGuard({ guesses, listRoomIds, hasLimits: hasRateLimits, toSource }),
    /** Whether a page of this origin may use this host by this name. */
    isAllowedPage: (origin: string | undefined, host: string | undefined) =>
      originGuard.isAllowedHost(host) &&
      originGuard.isAllowedOrigin(origin, host) &&
      browserGuard.isAllowedCaller(origin),
  };
}
