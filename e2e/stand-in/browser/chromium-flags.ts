/** How Chromium is started: quiet, alone, and with the network door as its only way out. */
const FIXED = [
  'no-sandbox',
  'no-first-run',
  'no-default-browser-check',
  'no-startup-window',
  'no-pings',
  'disable-dev-shm-usage',
  'disable-default-apps',
  'disable-extensions',
  'disable-sync',
  'disable-breakpad',
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-search-engine-choice-screen',
  'disable-field-trial-config',
  'disable-infobars',
  'disable-popup-blocking',
  'disable-backgrounding-occluded-windows',
  'disable-renderer-backgrounding',
  'disable-background-timer-throttling',
  'password-store=basic',
  'use-mock-keychain',
  'autoplay-policy=no-user-gesture-required',
  'allow-loopback-in-peer-connection',
  'remote-debugging-pipe',
  'host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
];

const FEATURES_OFF = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'WebRtcHideLocalIpsWithMdns',
  'LocalNetworkAccessChecks',
  'HttpsUpgrades',
  'NetworkTimeServiceQuerying',
  'SpareRendererForSitePerProcess',
];

export interface FlagOptions {
  /** The app's own switches, and Playwright's. */
  switches: ReadonlyMap<string, string>;
  profile: string;
  doorPort: number;
  /** Hash of the one public key, the door's, whose certificate Chromium takes unchecked. */
  doorKeyHash: string;
}

function writeFlag([name, value]: [string, string]): string {
  return value === '' ? `--${name}` : `--${name}=${value}`;
}

export function buildChromiumFlags({ switches, profile, doorPort, doorKeyHash }: FlagOptions): string[] {
  const isHeaded = process.env.SPACES_HEADED === '1';
  const flags = new Map<string, string>([
    ...switches,
    ...FIXED.map((flag): [string, string] => {
      const at = flag.indexOf('=');
      return at < 0 ? [flag, ''] : [flag.slice(0, at), flag.slice(at + 1)];
    }),
    ['user-data-dir', profile],
    ['proxy-server', `http://127.0.0.1:${doorPort}`],
    ['proxy-bypass-list', '<-loopback>'],
    ['ignore-certificate-errors-spki-list', doorKeyHash],
    ['disable-features', [switches.get('disable-features') ?? '', ...FEATURES_OFF].filter(Boolean).join(',')],
  ]);
  if (!flags.has('remote-debugging-port')) flags.set('remote-debugging-port', '0');
  if (!isHeaded) flags.set('headless', 'new');
  return [...flags].map(writeFlag);
}
