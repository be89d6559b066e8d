import { expect, test } from 'vitest';
import { AppError } from '#shared/contract/errors.ts';
import { answerRequest, type IpcHandlers } from '../answer-request.ts';

const handlers = {
  'badge:set': () => ({}),
  'app:info': () => {
    throw new Error('/home/ada/secret path');
  },
  'link:open': () => {
    throw new AppError('NOT_ALLOWED', 'No.', { why: 'test' });
  },
} as unknown as IpcHandlers;

const logged: unknown[] = [];
const logUnexpected = (_name: string, error: unknown) => {
  logged.push(error);
  return 'log-1';
};

test('a request in order is answered', async () => {
  const answer = await answerRequest({ name: 'badge:set', input: { count: 3 }, handlers, logUnexpected });
  expect(answer).toEqual({ ok: true, data: {} });
});

test.each([undefined, null, 7, 'x', [], { count: '3' }, { count: -1 }, { count: 1.5 }])(
  'the malformed input %j is refused before the handler',
  async (input) => {
    const answer = await answerRequest({ name: 'badge:set', input, handlers, logUnexpected });
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
  },
);

test('a refusal travels with its code and details', async () => {
  const answer = await answerRequest({ name: 'link:open', input: { url: 'x' }, handlers, logUnexpected });
  expect(answer).toEqual({
    ok: false,
    error: { code: 'NOT_ALLOWED', message: 'No.', details: { why: 'test' } },
  });
});

test('an unexpected error is logged and tells the page nothing but where to find it', async () => {
  const answer = await answerRequest({ name: 'app:info', input: {}, handlers, logUnexpected });
  expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', details: { logId: 'log-1' } } });
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(logged).toHaveLength(1);
});
