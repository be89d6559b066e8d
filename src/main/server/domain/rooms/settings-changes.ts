import type { SettingsChange } from '#shared/model/message.ts';
import type { StoredRoom } from '../../storage/room-row.ts';

type Compared = Pick<
  StoredRoom,
  'name' | 'description' | 'visibility' | 'capacity' | 'passwordHash' | 'life' | 'startsAt' | 'agentLimit'
>;

function tellPassword(before: Compared, after: Compared): SettingsChange['to'] {
  if (after.passwordHash === null) return 'removed';
  return before.passwordHash === null ? 'set' : 'changed';
}

/** What is different now, as the conversation tells it; of a password only that there is one. */
export function findSettingsChanges(before: Compared, after: Compared): SettingsChange[] {
  const starts = after.startsAt === null ? null : new Date(after.startsAt).toISOString();
  const compared: readonly [SettingsChange, keyof Compared][] = [
    [{ what: 'name', to: after.name }, 'name'],
    [{ what: 'description', to: after.description }, 'description'],
    [{ what: 'visibility', to: after.visibility }, 'visibility'],
    [{ what: 'maxParticipants', to: after.capacity }, 'capacity'],
    [{ what: 'password', to: tellPassword(before, after) }, 'passwordHash'],
    [{ what: 'life', to: after.life }, 'life'],
    [{ what: 'startsAt', to: starts }, 'startsAt'],
    [{ what: 'agentLimit', to: after.agentLimit }, 'agentLimit'],
  ];
  return compared.filter(([, key]) => before[key] !== after[key]).map(([change]) => change);
}
