/** Somebody with a seat in a room. */
interface Seated {
  readonly userId: string;
  readonly displayName: string;
  readonly joinedAt: string;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Two names are the same when people read the same: width, case, spaces and invisible signs do not count. */
function foldName(name: string): string {
  const visible = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}+/gu, '');
  return visible.toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();
}

function isDoubled(people: readonly Seated[]): boolean {
  return new Set(people.map(({ displayName }) => foldName(displayName))).size < people.length;
}

/** Who needs another name on screen: the earliest of a name keeps it, those who came later get a number. */
export function findDoubles(people: readonly Seated[]): ReadonlyMap<string, string> {
  if (!isDoubled(people)) return NONE;
  const inOrder = [...people].sort(
    (a, b) => a.joinedAt.localeCompare(b.joinedAt) || (a.userId < b.userId ? -1 : 1),
  );
  // Also the names people chose: somebody may really be called "Ann (2)".
  const taken = new Set(people.map(({ displayName }) => foldName(displayName)));
  const seen = new Set<string>();
  const shown = new Map<string, string>();
  for (const { userId, displayName } of inOrder) {
    const name = foldName(displayName);
    if (seen.has(name)) {
      let number = 2;
      while (taken.has(`${name} (${number})`)) number += 1;
      taken.add(`${name} (${number})`);
      shown.set(userId, `${displayName} (${number})`);
    }
    seen.add(name);
  }
  return shown;
}

/** The same people under the names they have on screen. */
export function nameApart<Person extends Seated>(people: readonly Person[]): readonly Person[] {
  const doubles = findDoubles(people);
  if (doubles.size === 0) return people;
  return people.map((person) => {
    const displayName = doubles.get(person.userId);
    return displayName === undefined ? person : { ...person, displayName };
  });
}

/** A name as it was written beside a message: numbered when it is the one that is doubled now. */
export function showName(
  doubles: ReadonlyMap<string, string>,
  userId: string | null | undefined,
  displayName: string,
): string {
  const shown = userId == null ? undefined : doubles.get(userId);
  return shown?.startsWith(`${displayName} (`) ? shown : displayName;
}
