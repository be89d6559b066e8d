import { type Message, type SystemEvent, SystemEventSchema } from '#shared/model/message.ts';

/** What a system line tells; null for one this version does not know, which then speaks for itself. */
export function readSystemEvent(message: Message): SystemEvent | null {
  const parsed = SystemEventSchema.safeParse(message.metadata);
  return parsed.success ? parsed.data : null;
}

function isComingOrGoing(message: Message): boolean {
  const event = readSystemEvent(message)?.event;
  return event === 'joined' || event === 'left';
}

export function canFold(line: readonly Message[], next: Message): boolean {
  const last = line.at(-1);
  return last !== undefined && isComingOrGoing(last) && isComingOrGoing(next);
}

export interface ComingsAndGoings {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** The outcome of a folded line: somebody who came and went and came again has joined, once. */
export function sumComingsAndGoings(
  messages: readonly Message[],
  showName: (userId: string | undefined, displayName: string) => string,
): ComingsAndGoings {
  const outcome = new Map<string, { name: string; event: string }>();
  for (const message of messages) {
    const told = readSystemEvent(message);
    const name = told?.displayName;
    if (told === null || name === undefined) continue;
    const person = told.userId ?? name;
    // Deleting first keeps the order of the latest event.
    outcome.delete(person);
    outcome.set(person, { name: showName(told.userId, name), event: told.event });
  }
  const namesOf = (event: string) =>
    [...outcome.values()].filter((entry) => entry.event === event).map((entry) => entry.name);
  return { joined: namesOf('joined'), left: namesOf('left') };
}
