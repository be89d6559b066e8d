const MAPPED_DOTTED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
const MAPPED_HEX = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

function readMapped(address: string): string | undefined {
  const hex = MAPPED_HEX.exec(address);
  if (!hex) return MAPPED_DOTTED.exec(address)?.[1];
  const bytes = hex.slice(1).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}

/**
 * Whom limits per address count: one machine owns a whole IPv6 /64, and the same IPv4 client can show up in
 * several spellings.
 */
export function toSource(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = readMapped(plain);
  if (mapped !== undefined) return mapped;
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = plain.includes('::') ? Array.from({ length: 8 - front.length - back.length }, () => '0') : [];
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}
