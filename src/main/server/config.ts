import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, type Limits, SIZES, TIMES } from '#shared/contract/limits.ts';

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

interface Setting {
  readonly flag: string;
  readonly variable: string;
  readonly help: string;
  readonly apply: (text: string, config: ServerConfig) => Partial<ServerConfig>;
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

const isOn = (text: string) => /^(1|on|true|yes)$/i.test(text);
const readList = (text: string) => text.split(',').flatMap((entry) => entry.trim() || []);
const DAY = 86_400_000;

const SETTINGS: readonly Setting[] = [
  { flag: 'host', variable: 'SPACES_HOST', help: 'address to listen on', apply: (host) => ({ host }) },
  {
    flag: 'port',
    variable: 'SPACES_PORT',
    help: 'port to listen on, 0 for any',
    apply: (text) => ({ port: readNumber('port', text, 0, 65_535) }),
  },
  {
    flag: 'data',
    variable: 'SPACES_DATA_DIR',
    help: 'folder of the database',
    apply: (dataDir) => ({ dataDir }),
  },
  { flag: 'name', variable: 'SPACES_NAME', help: 'name people see', apply: (hostName) => ({ hostName }) },
  {
    flag: 'web',
    variable: 'SPACES_WEB_ROOT',
    help: 'folder of the built interface',
    apply: (webRoot) => ({ webRoot }),
  },
  {
    flag: 'admin-token',
    variable: 'SPACES_ADMIN_TOKEN',
    help: 'token of the administration API; without one, the ready line names the file of the made one',
    apply: (adminToken) => ({ adminToken }),
  },
  {
    flag: 'deaddrop-open',
    variable: 'SPACES_DEADDROP_OPEN',
    help: '1: administration without a token, on loopback only',
    apply: (text) => ({ isDeaddropOpen: isOn(text) }),
  },
  {
    flag: 'direct-signalling',
    variable: 'SPACES_DIRECT_SIGNALLING',
    help: 'off: WebSocket clients signal each other in rooms only',
    apply: (text) => ({ hasDirectSignalling: isOn(text) }),
  },
  {
    flag: 'rate-limits',
    variable: 'SPACES_RATE_LIMITS',
    help: 'off: no rate limits, for tests on loopback',
    apply: (text) => ({ hasRateLimits: text.toLowerCase() !== 'off' }),
  },
  {
    flag: 'origins',
    variable: 'SPACES_ORIGINS',
    help: 'further web origins, separated by commas',
    apply: (text) => ({ extraOrigins: readList(text) }),
  },
  {
    flag: 'allow-browsers',
    variable: 'SPACES_ALLOW_BROWSERS',
    help: 'off: no guests in browsers',
    apply: (text, { access }) => ({ access: { ...access, allowsBrowsers: isOn(text) } }),
  },
  {
    flag: 'allow-http',
    variable: 'SPACES_ALLOW_HTTP',
    help: 'off: encrypted connections only, except from this machine',
    apply: (text, { access }) => ({ access: { ...access, allowsHttp: isOn(text) } }),
  },
  {
    flag: 'discovery',
    variable: 'SPACES_DISCOVERY',
    help: 'off: do not look for hosts and do not announce this one',
    apply: (text) => ({ hasDiscovery: isOn(text) }),
  },
  {
    flag: 'discovery-port',
    variable: 'SPACES_DISCOVERY_PORT',
    help: 'UDP port of the broadcast that finds hosts',
    apply: (text) => ({ discoveryPort: readNumber('discovery-port', text, 1, 65_535) }),
  },
  {
    flag: 'interfaces',
    variable: 'SPACES_INTERFACES',
    help: 'only these networks: names or addresses, separated by commas',
    apply: (text, { interfaces }) => ({ interfaces: { ...interfaces, include: readList(text) } }),
  },
  {
    flag: 'exclude-interfaces',
    variable: 'SPACES_EXCLUDE_INTERFACES',
    help: 'not these networks: names or addresses, separated by commas',
    apply: (text, { interfaces }) => ({ interfaces: { ...interfaces, exclude: readList(text) } }),
  },
  {
    flag: 'log-level',
    variable: 'SPACES_LOG_LEVEL',
    help: 'debug, info, warn, error or silent',
    apply: (logLevel) => ({ logLevel }),
  },
  {
    flag: 'presence-grace',
    variable: 'SPACES_PRESENCE_GRACE_MS',
    help: 'milliseconds a broken line stays invisible to others',
    apply: (text) => ({ presenceGraceMs: readNumber('presence-grace', text, 0, DAY) }),
  },
  {
    flag: 'empty-life',
    variable: 'SPACES_EMPTY_LIFE_MS',
    help: 'milliseconds an until-empty room outlives its last person',
    apply: (text) => ({ emptyLifeMs: readNumber('empty-life', text, 0, 30 * DAY) }),
  },
  {
    flag: 'day-life',
    variable: 'SPACES_DAY_LIFE_MS',
    help: 'milliseconds without activity after which a room of a day ends',
    apply: (text) => ({ dayLifeMs: readNumber('day-life', text, 1_000, 30 * DAY) }),
  },
  {
    flag: 'cleanup-every',
    variable: 'SPACES_CLEANUP_EVERY_MS',
    help: 'milliseconds between clean-ups',
    apply: (text) => ({ cleanupEveryMs: readNumber('cleanup-every', text, 100, DAY) }),
  },
];

export function describeSettings(): string {
  return SETTINGS.map(
    ({ flag, variable, help }) => `  --${flag.padEnd(16)} ${variable.padEnd(26)} ${help}`,
  ).join('\n');
}

function readLimits(environment: Readonly<Record<string, string | undefined>>): Limits {
  const limits: Limits = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const variable = `SPACES_LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    const text = environment[variable];
    if (text) limits[name] = readNumber(variable, text, 0, Number.MAX_SAFE_INTEGER);
  }
  const ceiling = environment['SPACES_MAX_ROOM_CAPACITY'];
  if (ceiling)
    limits.roomCapacityCeiling = readNumber('SPACES_MAX_ROOM_CAPACITY', ceiling, 1, SIZES.absoluteCapacity);
  return limits;
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
