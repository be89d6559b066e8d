import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { type AlertCase, judgeMessage } from '../alert-rules.ts';
import { createAlertStage, STAGE_MS, type StagedAlert } from '../create-alert-stage.ts';

function makeMessage(number: number, change: Partial<Message> = {}): Message {
  const id = `m${String(number).padStart(4, '0')}`;
  return {
    id,
    userId: 'ben',
    messageType: 'user_text',
    content: `text ${number}`,
    deletedAt: null,
    ...change,
  } as Message;
}

describe('what is worth telling', () => {
  const given: AlertCase = {
    message: makeMessage(1),
    selfId: 'ann',
    level: 'all',
    isDirect: false,
    settings: { isOn: true, keywords: ['Deploy'], quietUntil: null },
    now: 1_000,
  };
  const mentions = (who: Partial<NonNullable<Message['mentions']>>) => ({
    mentions: { userIds: [], all: false, here: false, ...who },
  });

  test.each<[string, Partial<AlertCase>, ReturnType<typeof judgeMessage>]>([
    ['a message of others', {}, 'message'],
    ['not my own', { message: makeMessage(1, { userId: 'ann' }) }, null],
    ['not what the host says', { message: makeMessage(1, { messageType: 'system' }) }, null],
    ['not where only mentions are wanted', { level: 'mentions' }, null],
    [
      'a mention there',
      { level: 'mentions', message: makeMessage(1, mentions({ userIds: ['ann'] })) },
      'mention',
    ],
    ['everybody called', { level: 'mentions', message: makeMessage(1, mentions({ all: true })) }, 'mention'],
    [
      'somebody else named',
      { level: 'mentions', message: makeMessage(1, mentions({ userIds: ['cid'] })) },
      null,
    ],
    [
      'a keyword, in any case',
      { level: 'mentions', message: makeMessage(1, { content: 'we DEPLOY now' }) },
      'mention',
    ],
    [
      'nothing where nothing is wanted',
      { level: 'none', message: makeMessage(1, mentions({ all: true })) },
      null,
    ],
    ['a conversation of two', { isDirect: true }, 'mention'],
    ['nothing while it is quiet', { settings: { ...given.settings, quietUntil: 2_000 } }, null],
    ['again after the quiet', { settings: { ...given.settings, quietUntil: 900 } }, 'message'],
    ['nothing when switched off', { settings: { ...given.settings, isOn: false } }, null],
  ])('%s', (_, change, expected) => {
    expect(judgeMessage({ ...given, ...change })).toBe(expected);
  });
});

describe('the stage', () => {
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  let shown: StagedAlert[] = [];
  let closed: string[] = [];
  let readTo = '';
  const stageOf = () =>
    createAlertStage({
      now: () => time,
      delay(run, ms) {
        const timer = { at: time + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((known) => known !== timer);
        };
      },
      isRead: (_, message) => message.id <= readTo,
      show: (alert) => shown.push(alert),
      close: (key) => closed.push(key),
    });

  function pass(ms: number): void {
    time += ms;
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { run } of due) run();
  }

  beforeEach(() => {
    [time, timers, shown, closed, readTo] = [0, [], [], [], ''];
  });

  test('waits, then tells all messages of a room as one', () => {
    const stage = stageOf();
    stage.add('room', makeMessage(1), 'message');
    stage.add('room', makeMessage(2), 'message');
    pass(STAGE_MS - 1);
    expect(shown).toEqual([]);
    stage.add('room', makeMessage(3), 'message');
    pass(1);
    expect(shown).toMatchObject([{ key: 'room', latest: { id: 'm0003' }, more: 2, isSilent: false }]);
  });

  test('drops what was read meanwhile', () => {
    const stage = stageOf();
    stage.add('room', makeMessage(1), 'message');
    readTo = 'm0001';
    pass(STAGE_MS);
    expect(shown).toEqual([]);
  });

  test('is silent for a while after a sound, but not for a mention', () => {
    const stage = stageOf();
    stage.add('room', makeMessage(1), 'message');
    pass(STAGE_MS);
    stage.add('room', makeMessage(2), 'message');
    pass(STAGE_MS);
    stage.add('room', makeMessage(3), 'mention');
    pass(STAGE_MS);
    expect(shown.map(({ isSilent, more }) => [isSilent, more])).toEqual([
      [false, 0],
      [true, 1],
      [false, 2],
    ]);
  });

  test('takes back what was read, once', () => {
    const stage = stageOf();
    stage.add('room', makeMessage(1), 'message');
    pass(STAGE_MS);
    stage.review();
    expect(closed).toEqual([]);
    readTo = 'm0001';
    stage.review();
    stage.review();
    expect(closed).toEqual(['room']);
  });

  test('forgets everything when it is stopped', () => {
    const stage = stageOf();
    stage.add('room', makeMessage(1), 'mention');
    stage.stop();
    pass(STAGE_MS);
    expect(shown).toEqual([]);
  });
});
