import { type HostAddress, type HostStatus, type Settings, SettingsSchema } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import { PRODUCT_NAME } from '#shared/contract/version.ts';
import { readJoinLink } from '#shared/model/invite-link.ts';
import { callRoute } from '../lib/call-route.ts';
import type { Bridge } from './bridge.ts';
import { createBrowserAlerts } from './browser-alerts.ts';
import { copyTextInPage } from './copy-text.ts';
import { listenTo, onPageResumed } from './window-events.ts';

const SETTINGS_KEY = 'spaces.settings';
const DEVICE_KEY = 'spaces.device';

const DEFAULT_SETTINGS: Settings = {
  displayName: null,
  theme: 'system',
  isHostingOn: false,
  hostName: PRODUCT_NAME,
  allowsBrowsers: true,
  allowsHttp: true,
  excludedInterfaces: [],
  knownHosts: [],
  isDoorbellOn: true,
  recentRooms: [],
  archivedRooms: [],
};

/** A browser may refuse storage altogether (private windows): then things last as long as the page. */
function createPageStorage() {
  const memory = new Map<string, string>();
  return {
    read(key: string): string | null {
      try {
        return localStorage.getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    write(key: string, value: string) {
      memory.set(key, value);
      try {
        localStorage.setItem(key, value);
      } catch {
        // The copy in memory serves this visit.
      }
    },
  };
}

function createSecret(): string {
  // randomUUID exists on secure origins only; pages from the network come over plain HTTP.
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseSettings(text: string | null): Settings {
  try {
    const parsed = SettingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...JSON.parse(text ?? '{}') });
    return parsed.success ? parsed.data : DEFAULT_SETTINGS;
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** The page was served by a host, and that host is the only one it talks to. */
export function createBrowserBridge(): Bridge {
  const baseUrl = location.origin;
  const storage = createPageStorage();
  const settingsListeners = new Set<(settings: Settings) => void>();

  function getDeviceId(): string {
    const known = storage.read(DEVICE_KEY);
    if (known) return known;
    const made = createSecret();
    storage.write(DEVICE_KEY, made);
    return made;
  }

  function readSettings(): Settings {
    return parseSettings(storage.read(SETTINGS_KEY));
  }

  async function findHost(): Promise<Result<HostAddress>> {
    const answer = await callRoute({ baseUrl, name: 'getHost' });
    if (!answer.ok) return answer;
    return succeed({ hostKey: baseUrl, hostId: answer.data.hostId, name: answer.data.name, isOwn: false });
  }

  return {
    platform: 'browser',
    getDeviceId: async () => succeed(getDeviceId()),
    readSettings: async () => succeed(readSettings()),
    async changeSettings(change) {
      const parsed = SettingsSchema.safeParse({ ...readSettings(), ...change });
      if (!parsed.success) {
        return fail({
          code: 'VALIDATION_FAILED',
          message: parsed.error.issues[0]?.message ?? 'is not valid',
        });
      }
      storage.write(SETTINGS_KEY, JSON.stringify(parsed.data));
      for (const listener of settingsListeners) listener(parsed.data);
      return succeed(parsed.data);
    },
    onSettingsChanged(listener) {
      settingsListeners.add(listener);
      const undo = listenTo(window, 'storage', (event) => {
        if ((event as StorageEvent).key === SETTINGS_KEY) listener(readSettings());
      });
      return () => {
        settingsListeners.delete(listener);
        undo();
      };
    },
    async readHostStatus() {
      const host = await findHost();
      if (!host.ok) return succeed<HostStatus>({ state: 'failed', message: host.error.message });
      return succeed<HostStatus>({
        state: 'running',
        address: host.data,
        networkUrls: [],
        fingerprint: null,
      });
    },
    readAdminToken: async () => fail({ code: 'NOT_ALLOWED', message: 'A page is not the host itself.' }),
    onHostChanged: () => () => {},
    locateHost: async (host) => succeed(host.hostKey),
    trustHost: async (host) => succeed(host),
    forgetHost: async () => succeed(null),
    setFavourite: async () => succeed(null),
    readNetwork: async () => succeed({ hosts: [], interfaces: [] }),
    onNetworkChanged: () => () => {},
    refreshNetwork: async () => succeed(null),
    async examineNetwork() {
      const host = await findHost();
      return succeed({ cause: host.ok ? 'all-well' : 'unknown', report: '' });
    },
    async resolveCode(code) {
      const host = await findHost();
      if (!host.ok) return host;
      // Looking a code up needs a user; the name given when joining replaces this one.
      const guest = await callRoute({
        baseUrl,
        name: 'createGuest',
        body: { displayName: readSettings().displayName ?? 'Guest', deviceId: getDeviceId(), keepName: true },
      });
      if (!guest.ok) return guest;
      const found = await callRoute({
        baseUrl,
        name: 'getRoomByCode',
        token: guest.data.token,
        params: { roomCode: code },
      });
      return found.ok ? succeed({ host: host.data, room: found.data.room }) : found;
    },
    copyText: copyTextInPage,
    async openLink(url) {
      window.open(url, '_blank', 'noopener,noreferrer');
      return succeed(null);
    },
    async saveFile({ url }) {
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = '';
      anchor.click();
      // The browser itself shows how far it is.
      return succeed({ isSaved: false });
    },
    ...createBrowserAlerts(),
    // A page has no badge of its own: the number in its title, which the app writes, is all there is.
    setBadge() {},
    onJoinLink(listener) {
      const tellCode = () => {
        const link = readJoinLink(location.href);
        if (link !== null) listener(link);
      };
      tellCode();
      return listenTo(window, 'popstate', tellCode);
    },
    onMenuCommand: () => () => {},
    onResumed: onPageResumed,
  };
}
