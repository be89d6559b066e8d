export const DEFAULT_PORT = 7420;

/** What a person types as a host: a name, an address or a link. Null when it cannot be one. */
export function parseHostAddress(typed: string): { address: string; port: number } | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return null;
  if (url.username !== '' || url.password !== '') return null;
  // URL forgets a port that is the scheme's own, so `host:80` needs the scheme to be taken at its word.
  const schemePort = url.protocol === 'https:' ? 443 : 80;
  const port = url.port !== '' ? Number(url.port) : hasScheme ? schemePort : DEFAULT_PORT;
  return { address: url.hostname.replace(/^\[|\]$/g, ''), port };
}
