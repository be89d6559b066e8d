import { parseArgs } from 'node:util';

/** A mistake in what was typed: shown without a trace. */
export class UsageError extends Error {}

const OPTIONS = {
  url: { type: 'string' },
  ns: { type: 'string' },
  secret: { type: 'string' },
  token: { type: 'string' },
  fingerprint: { type: 'string' },
  json: { type: 'boolean' },
  timeout: { type: 'string' },
  after: { type: 'string' },
  all: { type: 'boolean' },
  peek: { type: 'boolean' },
  type: { type: 'string' },
  name: { type: 'string' },
  scope: { type: 'string' },
  hours: { type: 'string' },
  as: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export interface Options {
  readonly words: readonly string[];
  readonly url: string;
  readonly ns: string | undefined;
  readonly secret: string | undefined;
  readonly token: string | undefined;
  /** Of the only certificate that is believed at an https address. */
  readonly fingerprint: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
  readonly isVersion: boolean;
  /** The room to use when the command names none. */
  readonly room: string | undefined;
  readonly isAll: boolean;
  readonly isPeek: boolean;
  readonly after: string | undefined;
  readonly timeout: number;
  readonly contentType: string | undefined;
  readonly name: string | undefined;
  readonly scope: string | undefined;
  /** How long an agent's identity lives; null: until it is taken away. */
  readonly hours: number | null;
  readonly guestName: string | undefined;
}

const DEFAULT_URL = 'http://127.0.0.1:7420';
const DEFAULT_TIMEOUT_S = 30;
/** As the screen offers it. */
const DEFAULT_HOURS = 24;

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new UsageError(`--${name} is a number, not "${text}".`);
  }
  return value;
}

function readHours(text: string | undefined): number | null {
  const value = readNumber('hours', text) ?? DEFAULT_HOURS;
  if (!Number.isInteger(value)) {
    throw new UsageError(`--hours is a whole number, 0 for no end, not "${text}".`);
  }
  return value === 0 ? null : value;
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`--url is an address such as ${DEFAULT_URL}, not "${text}".`);
}

function readFingerprint(text: string | undefined): string | undefined {
  if (!text || /^([0-9a-f]{2}:?){32}$/i.test(text)) return text || undefined;
  throw new UsageError('--fingerprint is the SHA-256 of a certificate: 64 hexadecimal digits.');
}

export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // What Node adds about positional arguments helps nobody here.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${reason}. spaces --help lists the options.`);
  }
  const { values, positionals } = parsed;
  return {
    words: positionals,
    url: readUrl(values.url ?? (environment['SPACES_URL'] || DEFAULT_URL)),
    ns: values.ns ?? environment['SPACES_NS'],
    secret: values.secret ?? environment['SPACES_SECRET'],
    token: values.token ?? environment['SPACES_TOKEN'],
    fingerprint: readFingerprint(values.fingerprint ?? environment['SPACES_FINGERPRINT']),
    isJson: values.json ?? false,
    isHelp: values.help ?? positionals[0] === 'help',
    isVersion: values.version ?? false,
    room: environment['SPACES_ROOM'] || undefined,
    isAll: values.all ?? false,
    isPeek: values.peek ?? false,
    after: values.after,
    timeout: readNumber('timeout', values.timeout) ?? DEFAULT_TIMEOUT_S,
    contentType: values.type,
    name: values.name,
    scope: values.scope,
    hours: readHours(values.hours),
    guestName: values.as,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}
