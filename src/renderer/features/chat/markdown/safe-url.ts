/** The address a link may lead to, written out in full; null for everything that is not plainly a web or mail address. */
export function parseLinkUrl(link: string): string | null {
  try {
    const url = new URL(link);
    if (url.protocol === 'mailto:') return url.pathname.includes('@') ? url.href : null;
    // A name before an @ makes an address look like another host's.
    const isPlain = url.username === '' && url.password === '' && url.hostname !== '';
    return (url.protocol === 'http:' || url.protocol === 'https:') && isPlain ? url.href : null;
  } catch {
    return null;
  }
}

const LOOKS_LIKE_ADDRESS = /^(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[:/?#]|$)/iu;

/** A label that is itself an address must be the one it leads to. */
export function isHonestLabel(label: string, url: string): boolean {
  const shown = label.trim();
  if (!LOOKS_LIKE_ADDRESS.test(shown)) return true;
  try {
    const said = new URL(/^https?:/i.test(shown) ? shown : `https://${shown}`);
    return said.hostname === new URL(url).hostname;
  } catch {
    return false;
  }
}
