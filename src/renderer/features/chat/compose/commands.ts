import type { RoomAction } from '#shared/model/policy.ts';
import type { Participant } from '#shared/model/room.ts';
import { laterText } from '../../../lib/later-text.ts';
import type { LaterCatalogue } from '../../../locales/en-later.ts';

export type CommandName = keyof LaterCatalogue['commands']['help'];

/** What a command may do; the composer gives it. Each answers null, or the sentence that says why not. */
export interface CommandHost {
  readonly participants: readonly Participant[];
  send(draft: { content: string; isAction: boolean }): void;
  changeRoom(change: { name?: string; description?: string }): Promise<string | null>;
  changeState(change: { currentMode?: string; locked?: boolean }): Promise<string | null>;
  kick(userId: string, reason: string): Promise<string | null>;
  ban(userId: string, reason: string): Promise<string | null>;
  setStatus(status: 'online' | 'away' | 'busy', statusText?: string | null): Promise<string | null>;
  copyInvitation(): Promise<string | null>;
  createPoll(question: string, options: readonly string[]): Promise<string | null>;
  startPoll(question: string): void;
  openSearch(query: string): void;
  openHelp(): void;
}

export interface Command {
  readonly name: CommandName;
  /** Asked of the room's rules before it is offered; null for everybody. */
  readonly needs: RoomAction | null;
  readonly run: (argument: string, host: CommandHost) => Promise<string | null> | string | null;
}

/** "@Ann Lee too loud" is somebody of the room and a reason; the longest name that fits is meant. */
export function splitPerson(
  argument: string,
  people: readonly Participant[],
): { person: Participant; rest: string } | null {
  const typed = argument.replace(/^@/, '');
  const byLength = [...people].sort((a, b) => b.displayName.length - a.displayName.length);
  for (const person of byLength) {
    const { displayName } = person;
    const begins = typed.slice(0, displayName.length).toLowerCase() === displayName.toLowerCase();
    if (begins && /^(?:\s|$)/.test(typed.slice(displayName.length))) {
      return { person, rest: typed.slice(displayName.length).trim() };
    }
  }
  return null;
}

function withPerson(
  act: (host: CommandHost, userId: string, reason: string) => Promise<string | null>,
): Command['run'] {
  return (argument, host) => {
    const found = splitPerson(argument, host.participants);
    if (found === null) return laterText().commands.nobodyOfThatName;
    return act(host, found.person.userId, found.rest);
  };
}

function needArgument(
  run: (argument: string, host: CommandHost) => Promise<string | null> | string | null,
): Command['run'] {
  return (argument, host) => (argument === '' ? laterText().commands.argumentMissing : run(argument, host));
}

/** "Question | one | two": the question and its options. */
function runPoll(argument: string, host: CommandHost): Promise<string | null> | null {
  const [question = '', ...options] = argument.split('|').map((part) => part.trim());
  if (options.length < 2) {
    host.startPoll(question);
    return null;
  }
  return host.createPoll(question, options.filter(Boolean));
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'me',
    needs: 'send',
    run: needArgument((argument, host) => {
      host.send({ content: argument, isAction: true });
      return null;
    }),
  },
  { name: 'poll', needs: 'send', run: runPoll },
  {
    name: 'search',
    needs: null,
    run: (argument, host) => {
      host.openSearch(argument);
      return null;
    },
  },
  { name: 'invite', needs: 'invite', run: (_argument, host) => host.copyInvitation() },
  {
    name: 'topic',
    needs: 'change-settings',
    run: (argument, host) => host.changeRoom({ description: argument }),
  },
  {
    name: 'name',
    needs: 'change-settings',
    run: needArgument((argument, host) => host.changeRoom({ name: argument })),
  },
  {
    name: 'mode',
    needs: 'change-state',
    run: needArgument((argument, host) => host.changeState({ currentMode: argument })),
  },
  { name: 'lock', needs: 'change-state', run: (_argument, host) => host.changeState({ locked: true }) },
  { name: 'unlock', needs: 'change-state', run: (_argument, host) => host.changeState({ locked: false }) },
  { name: 'kick', needs: 'remove-member', run: withPerson((host, id, reason) => host.kick(id, reason)) },
  { name: 'ban', needs: 'ban-member', run: withPerson((host, id, reason) => host.ban(id, reason)) },
  { name: 'away', needs: null, run: (argument, host) => host.setStatus('away', argument || null) },
  { name: 'busy', needs: null, run: (argument, host) => host.setStatus('busy', argument || null) },
  { name: 'back', needs: null, run: (_argument, host) => host.setStatus('online', null) },
  {
    name: 'help',
    needs: null,
    run: (_argument, host) => {
      host.openHelp();
      return null;
    },
  },
];

export type ParsedCommand =
  | { readonly kind: 'text' }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'command'; readonly command: Command; readonly argument: string };

const WRITTEN = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i;

/** A path like /usr/bin is text, and "//" at the start says that the rest is text too. */
export function parseCommand(typed: string): ParsedCommand {
  const written = WRITTEN.exec(typed);
  if (written === null) return { kind: 'text' };
  const name = (written[1] ?? '').toLowerCase();
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) return { kind: 'unknown', name };
  return { kind: 'command', command, argument: (written[2] ?? '').trim() };
}
