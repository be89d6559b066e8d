import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { readSystemEvent, sumComingsAndGoings } from '../system-events.ts';

function makeLine(metadata: Record<string, unknown>): Message {
  return { messageType: 'system', metadata } as Message;
}

it('somebody who came and went and came again has joined, once', () => {
  const line = (event: string, name: string) => makeLine({ event, userId: name, displayName: name });
  const lines = [
    line('joined', 'Bob'),
    line('left', 'Bob'),
    line('joined', 'Cem'),
    line('joined', 'Bob'),
    line('left', 'Dan'),
  ];
  const showName = (userId: string | undefined, name: string) => (userId === 'Cem' ? `${name} (2)` : name);
  expect(sumComingsAndGoings(lines, showName)).toEqual({ joined: ['Cem (2)', 'Bob'], left: ['Dan'] });
});

it('a system line of a later version speaks for itself', () => {
  expect(readSystemEvent(makeLine({ event: 'teleported' }))).toBeNull();
  expect(readSystemEvent(makeLine({}))).toBeNull();
});
