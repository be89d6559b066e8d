import type { ServerConfig } from './config.ts';
import { readNumber } from './config-number.ts';

/** One setting of a host, and how it is given. */
interface Setting {
  readonly flag: string;
  readonly variable: string;
  readonly help: string;
  readonly apply: (text: string, config: ServerConfig) => Partial<ServerConfig>;
}

const isOn = (text: string) => /^(1|on|true|yes)$/i.test(text);
const readList = (text: string) => text.split(',').flatMap((entry) => entry.trim() || []);
const DAY = 86_400_000;

export const SETTINGS: readonly Setting[] = [
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
