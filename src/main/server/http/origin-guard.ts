import { isIP } from 'node:net';
import { APP_ORIGIN } from '#shared/contract/ipc.ts';

export interface OriginGuard {
  /** A page of another site must not talk to a host on the visitor's network. Programs send no origin. */
  isAllowedOrigin(origin: string | undefined, hostHeader: string | undefined): boolean;
  /** A name that was pointed at this address from outside (DNS rebinding) is not one of ours. */
  isAllowedHost(hostHeader: string | undefined): boolean;
}

function readHostname(hostHeader: string): string | null {
  try {
    return new URL(`http://${hostHeader}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  } catch {
    return null;
  }
}

export function createOriginGuard(options: {
  machineName: string;
  extraOrigins: readonly string[];
}): OriginGuard {
  const names = new Set(['localhost', options.machineName.toLowerCase()]);
  return {
    isAllowedOrigin(origin, hostHeader) {
      if (origin === undefined || origin === APP_ORIGIN || options.extraOrigins.includes(origin)) return true;
      return (
        hostHeader !== undefined && (origin === `http://${hostHeader}` || origin === `https://${hostHeader}`)
      );
    },
    isAllowedHost(hostHeader) {
      const hostname = hostHeader === undefined ? null : readHostname(hostHeader);
      if (hostname === null) return false;
      // A bare name and .local are resolved on this network only.
      return (
        isIP(hostname) > 0 || names.has(hostname) || hostname.endsWith('.local') || !hostname.includes('.')
      );
    },
  };
}
