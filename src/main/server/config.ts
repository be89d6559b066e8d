import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, type Limits, TIMES } from '#shared/contract/limits.ts';
import { readLimits } from './config-limits.ts';
import { SETTINGS } from './config-settings.ts';

export interface Access {
  readonly allowsBrowsers: boolean;
  /** Loopback is always allowed: the host's own window comes that way. */
  readonly allowsHttp: boolean;
}

/** All settings of a host. Each has a flag and an environment variable; the flag wins. */
export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** When the port is taken, the next free one is used instead of failing. */
  readonly usesNextFreePort: boolean;
  readonly dataDir: string;
  readonly hostName: string;
  readonly webRoot: string | null;
  readonly adminToken: string | null;
  readonly isDeaddropOpen: boolean;
  /** Raw WebSocket clients may signal each other without a room. */
  readonly hasDirectSignalling: boolean;
  /** Raw WebSocket lines that answer no ping for so long are let go. */
  readonly linePingMs: number;
  readonly limits: Limits;
  readonly hasRateLimits: boolean;
  /** Pages of these origins may use the host too, beside the app's own. */
  readonly extraOrigins: readonly string[];
  /** Whether guests may come with a browser, and whether anybody may come without encryption. */
  readonly access: Access;
  /** Finding others and being found. Off: only typed addresses and links lead here. */
  readonly hasDiscovery: boolean;
  /** UDP port of the subnet broadcast. */
  readonly discoveryPort: number;
  readonly interfaces: { readonly include: string[]; readonly exclude: string[] };
  readonly logLevel: string;
  readonly presenceGraceMs: number;
  readonly emptyLifeMs: number;
  readonly dayLifeMs: number;
  readonly cleanupEveryMs: number;
}

export const DEFAULT_PORT = 7_420;

export function createDefaultConfig(): ServerConfig {
  return {
    host: '0.0.0.0',
    port: DEFAULT_PORT,
    usesNextFreePort: false,
    dataDir: join(homedir(), '.spaces'),
    hostName: hostname() || 'Spaces host',
    webRoot: null,
    adminToken: null,
    isDeaddropOpen: false,
    hasDirectSignalling: true,
    linePingMs: 15_000,
    limits: { ...DEFAULT_LIMITS },
    hasRateLimits: true,
    extraOrigins: [],
    access: { allowsBrowsers: true, allowsHttp: true },
    hasDiscovery: true,
    discoveryPort: 7_421,
    interfaces: { include: [], exclude: [] },
    logLevel: 'info',
    presenceGraceMs: TIMES.presenceGrace,
    emptyLifeMs: TIMES.roomEmptyLife,
    dayLifeMs: TIMES.roomDayLife,
    cleanupEveryMs: TIMES.cleanupEvery,
  };
}

/** Reads flags and environment; throws an error whose message is for people. */
export function readServerConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ServerConfig {
  const options = Object.fromEntries(SETTINGS.map(({ flag }) => [flag, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  let config: ServerConfig = { ...createDefaultConfig(), limits: readLimits(environment) };
  for (const { flag, variable, apply } of SETTINGS) {
    const text = values[flag] ?? environment[variable];
    if (typeof text === 'string' && text !== '') config = { ...config, ...apply(text, config) };
  }
  const isLoopback = config.host === '127.0.0.1' || config.host === '::1' || config.host === 'localhost';
  if (config.isDeaddropOpen && !isLoopback) {
    throw new Error('SPACES_DEADDROP_OPEN is only allowed while the host listens on loopback.');
  }
  return config;
}
