/**
 * Chromium knows no scheme of ours over CDP, so app://spaces/x is shown to it as
 * https://spaces.app.stand-in.test/x, which the network door answers.
 */
const DOMAIN = 'stand-in.test';
const KNOWN_TO_CHROMIUM = /^(https?|wss?|file|data|blob|about|chrome|chrome-error|javascript|devtools)$/;
const MAPPED = /https:\/\/([a-z0-9.-]+)\.([a-z][a-z0-9-]*)\.stand-in\.test/gi;

export function toChromiumUrl(url: string): string {
  const [, scheme = '', host = '', rest] = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/i.exec(url) ?? [];
  if (!host || KNOWN_TO_CHROMIUM.test(scheme.toLowerCase())) return url;
  return `https://${host}.${scheme.toLowerCase()}.${DOMAIN}${rest}`;
}

/** Turns every mapped address in a text (an URL, a header, a protocol message) back into the app's own. */
export function toAppUrls(text: string): string {
  return text.includes(DOMAIN) ? text.replace(MAPPED, '$2://$1') : text;
}

interface MediaCommand {
  params: { features?: { name: string; value: string }[] };
}

/** "No emulation" must not undo nativeTheme.themeSource, which is emulated here. */
function keepThemeSource(text: string): string {
  const command = JSON.parse(text) as MediaCommand;
  const kept = command.params.features?.filter(
    ({ name, value }) => name !== 'prefers-color-scheme' || value !== '',
  );
  if (kept) command.params.features = kept;
  return JSON.stringify(command);
}

/** What Playwright sends: its addresses changed only where the protocol carries one. */
export function toChromiumMessage(text: string): string {
  if (text.includes('"Emulation.setEmulatedMedia"')) return keepThemeSource(text);
  return text.replace(
    /"url":"([a-z][a-z0-9-]*:\/\/[^"]*)"/g,
    (_whole, url: string) => `"url":"${toChromiumUrl(url)}"`,
  );
}

export function isMappedHost(host: string): boolean {
  return host.endsWith(`.${DOMAIN}`);
}
