import packageJson from '../../package.json' with { type: 'json' };
import { inviteAgent } from './agent-command.ts';
import { type Options, readOptions, UsageError } from './options.ts';
import { listen, listRooms, type Print, sendText, waitForOthers } from './room-commands.ts';
import { USAGE } from './usage.ts';

/** What shells say of a command that was broken off. */
const BROKEN_OFF = 130;

type Command = (options: Options, print: Print, signal: AbortSignal) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  rooms: listRooms,
  send: sendText,
  listen,
  wait: waitForOthers,
  agent: inviteAgent,
};

async function serve(args: readonly string[]): Promise<void> {
  // The host says where it listens in JSON anyway; it reads its settings from the arguments that are left.
  process.argv.splice(2, process.argv.length, ...args.filter((arg) => arg !== '--json'));
  try {
    await import('../main/server/headless.ts');
  } catch (error) {
    // The published package leaves it to those who want a host of their own.
    const isMissing = error instanceof Error && error.message.includes("'better-sqlite3'");
    throw isMissing
      ? new Error('A host needs the package better-sqlite3: npm install better-sqlite3', { cause: error })
      : error;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args, process.env);
  const [name = ''] = options.words;
  if (options.isVersion) {
    process.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  if (options.isHelp || name === '') {
    process.stdout.write(USAGE);
    return options.isHelp ? 0 : 1;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}". spaces --help lists them.`);
  const print: Print = (line, value) => {
    process.stdout.write(`${options.isJson ? JSON.stringify(value) : line}\n`);
  };
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  try {
    return await command(options, print, ending.signal);
  } catch (error) {
    if (ending.signal.aborted) return BROKEN_OFF;
    throw error;
  }
}

function report(error: unknown, isJson: boolean): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isJson ? JSON.stringify({ error: message }) : message}\n`);
  process.exitCode = 1;
}

// Whoever reads the first lines only, as `head` does, has heard enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const [first, ...rest] = process.argv.slice(2);
try {
  if (first === 'serve') await serve(rest);
  else process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  report(error, process.argv.includes('--json'));
}
