import { expect, test } from 'vitest';
import type { Participant } from '#shared/model/room.ts';
import { COMMANDS, type CommandHost, parseCommand, splitPerson } from '../commands.ts';

const person = (userId: string, displayName: string) => ({ userId, displayName }) as Participant;
const people = [person('1', 'Ann'), person('2', 'Ann Lee')];

function createHost(done: string[]): CommandHost {
  const note =
    (name: string) =>
    async (...given: unknown[]) => {
      done.push([name, ...given].map((value) => JSON.stringify(value)).join(' '));
      return null;
    };
  return {
    participants: people,
    send: (draft) => void note('send')(draft),
    changeRoom: note('changeRoom'),
    changeState: note('changeState'),
    kick: note('kick'),
    ban: note('ban'),
    setStatus: note('setStatus'),
    copyInvitation: note('copyInvitation'),
    createPoll: note('createPoll'),
    startPoll: (question) => void note('startPoll')(question),
    openSearch: (query) => void note('openSearch')(query),
    openHelp: () => void note('openHelp')(),
  };
}

async function run(typed: string, done: string[]): Promise<string | null> {
  const parsed = parseCommand(typed);
  if (parsed.kind !== 'command') throw new Error(parsed.kind);
  return parsed.command.run(parsed.argument, createHost(done));
}

test('a path and an escaped slash are text, a slip is told', () => {
  expect(parseCommand('/usr/bin')).toEqual({ kind: 'text' });
  expect(parseCommand('//me')).toEqual({ kind: 'text' });
  expect(parseCommand('/')).toEqual({ kind: 'text' });
  expect(parseCommand('/qqq now')).toEqual({ kind: 'unknown', name: 'qqq' });
  expect(parseCommand('/ME waves')).toMatchObject({ kind: 'command', argument: 'waves' });
});

test('the longest name that fits is meant', () => {
  expect(splitPerson('@Ann Lee too loud', people)).toEqual({ person: people[1], rest: 'too loud' });
  expect(splitPerson('Ann too loud', people)).toEqual({ person: people[0], rest: 'too loud' });
  expect(splitPerson('@Anna', people)).toBeNull();
});

test('commands do what they say', async () => {
  const done: string[] = [];
  await run('/me waves', done);
  await run('/kick @Ann Lee spam', done);
  await run('/poll Lunch? | Pizza | Soup', done);
  await run('/poll Lunch?', done);
  await run('/mode focus', done);
  expect(done).toEqual([
    '"send" {"content":"waves","isAction":true}',
    '"kick" "2" "spam"',
    '"createPoll" "Lunch?" ["Pizza","Soup"]',
    '"startPoll" "Lunch?"',
    '"changeState" {"currentMode":"focus"}',
  ]);
});

test('what is missing is told, and nothing is done', async () => {
  const done: string[] = [];
  expect(await run('/kick @Nobody', done)).not.toBeNull();
  expect(await run('/me', done)).not.toBeNull();
  expect(done).toEqual([]);
});

test('every command has a name of its own', () => {
  expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
});
