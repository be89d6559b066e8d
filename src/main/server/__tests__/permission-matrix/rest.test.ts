import { describe, expect, it } from 'vitest';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import type { Visibility } from '#shared/model/room.ts';
import { CALLERS, type Caller, GONE, inPublic, type Outcome } from './callers.ts';
import { AGENT_ROWS, BYTE_ROWS, FILE_ROWS } from './rest-rows-files.ts';
import { ADMIN_ROWS, HOST_ROWS, HOUSE_ROWS, JOIN_ROWS, PEOPLE_ROWS } from './rest-rows-house.ts';
import { CHAT_ROWS, CONVERSATION_ROWS, MESSAGE_ROWS } from './rest-rows-messages.ts';
import { ROOM_ROWS, RULE_ROWS } from './rest-rows-rooms.ts';
import { gatherCast, type RestRow, type Scene, SECRET, setScene } from './scene.ts';

const ROWS = {
  ...ROOM_ROWS,
  ...RULE_ROWS,
  ...MESSAGE_ROWS,
  ...CHAT_ROWS,
  ...CONVERSATION_ROWS,
  ...FILE_ROWS,
  ...AGENT_ROWS,
  ...HOUSE_ROWS,
  ...ADMIN_ROWS,
  ...PEOPLE_ROWS,
  ...JOIN_ROWS,
  ...HOST_ROWS,
} satisfies Record<RouteName, RestRow>;

const GROUPS: Readonly<Record<string, Readonly<Record<string, RestRow>>>> = {
  rooms: ROOM_ROWS,
  rules: RULE_ROWS,
  messages: MESSAGE_ROWS,
  'what is done with messages': CHAT_ROWS,
  conversations: CONVERSATION_ROWS,
  files: FILE_ROWS,
  'bytes of files': BYTE_ROWS,
  agents: AGENT_ROWS,
  house: HOUSE_ROWS,
  'the host': { ...ADMIN_ROWS, ...HOST_ROWS },
  people: { ...PEOPLE_ROWS, ...JOIN_ROWS },
};

type Cells = Record<string, Outcome | 'TOLD'>;

/** From the lowest to the highest: what the owner does may end the room. */
async function ask(scene: Scene, row: RestRow, callers: readonly Caller[]): Promise<Cells> {
  const cells: Cells = {};
  for (const caller of [...callers].reverse()) {
    const answer = await row.request({ ...scene, caller, person: scene.people[caller] });
    const isOut = (GONE as readonly Caller[]).includes(caller) && !row.letsIn;
    const isTold = isOut && JSON.stringify(answer.body).includes(SECRET);
    cells[caller] = isTold ? 'TOLD' : (answer.errorCode ?? 'done');
    if (cells[caller] === 'done' && answer.status >= 300) throw new Error(`${answer.status} without a code`);
  }
  return cells;
}

it('every route has a row, and no row is without a route', () => {
  expect(Object.keys(ROWS).sort()).toEqual(Object.keys(ROUTES).sort());
});

describe('R10 and R11 every route for every caller, over REST', () => {
  it.each(Object.keys(GROUPS))('%s', { timeout: 120_000 }, async (group) => {
    const cast = await gatherCast();
    const shared = { private: await setScene(cast, 'private'), public: await setScene(cast, 'public') };
    const found: Record<string, Cells> = {};
    const expected: Record<string, Cells> = {};
    for (const [name, row] of Object.entries(GROUPS[group] ?? {})) {
      const sceneOf = async (visibility: Visibility) =>
        row.isAlone ? setScene(cast, visibility) : shared[visibility];
      found[name] = await ask(await sceneOf('private'), row, CALLERS);
      expected[name] = row.expected;
      const { outsider, kicked, banned } = { ...inPublic(row.expected), ...row.inPublic };
      found[`${name}, public`] = await ask(await sceneOf('public'), row, GONE);
      expected[`${name}, public`] = { outsider, kicked, banned };
    }
    expect(found).toEqual(expected);
  });
});
