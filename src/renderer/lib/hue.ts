const HUES = 12;

/** FNV-1a: tiny, and spreads ids that share their beginning. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV are weak; folding the high half in evens them out.
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Behind white initials; passes AA in both themes. */
export function getPersonColor(userId: string): string {
  return `var(--color-person-${hashText(userId) % HUES})`;
}

/** For the person's name as text on a surface. */
export function getPersonTextColor(userId: string): string {
  return `var(--color-person-${hashText(userId) % HUES}-text)`;
}

/** Two neighbouring hues, so that every tile is calm and white text passes all over it. */
export function getRoomGradient(roomId: string): string {
  const first = hashText(roomId) % HUES;
  const second = (first + 2) % HUES;
  return `linear-gradient(135deg, var(--color-person-${first}), var(--color-person-${second}))`;
}
