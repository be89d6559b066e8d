import type { IpcInput, IpcName, IpcOutput, IpcPushes, IpcPushName } from '#shared/contract/ipc.ts';
import type { Result } from '#shared/contract/result.ts';
import { succeed } from '#shared/contract/result.ts';
import type { Bridge } from './bridge.ts';
import { onPageResumed } from './window-events.ts';

/** What the preload puts on the window. */
export interface PreloadApi {
  request<N extends IpcName>(name: N, input: IpcInput<N>): Promise<Result<IpcOutput<N>>>;
  on<N extends IpcPushName>(name: N, listener: (payload: IpcPushes[N]) => void): () => void;
}

declare global {
  interface Window {
    spaces?: PreloadApi;
  }
}

export function createDesktopBridge({ api }: { api: PreloadApi }): Bridge {
  async function requestNothing(answer: Promise<Result<unknown>>): Promise<Result<null>> {
    const result = await answer;
    return result.ok ? succeed(null) : result;
  }

  return {
    platform: 'desktop',
    async getDeviceId({ hostId }) {
      const result = await api.request('identity:device', { hostId });
      return result.ok ? succeed(result.data.deviceId) : result;
    },
    readSettings: () => api.request('settings:read', {}),
    changeSettings: (change) => api.request('settings:change', change),
    onSettingsChanged: (listener) => api.on('settings:changed', listener),
    readHostStatus: () => api.request('host:status', {}),
    async readAdminToken() {
      const result = await api.request('host:admin', {});
      return result.ok ? succeed(result.data.token) : result;
    },
    onHostChanged: (listener) => api.on('host:changed', listener),
    async locateHost({ hostId }) {
      const result = await api.request('host:locate', { hostId });
      return result.ok ? succeed(result.data.url) : result;
    },
    trustHost: ({ hostId }) => api.request('host:trust', { hostId }),
    forgetHost: (hostId) => requestNothing(api.request('host:forget', { hostId })),
    setFavourite: (hostId, isFavourite) =>
      requestNothing(api.request('host:favourite', { hostId, isFavourite })),
    readNetwork: () => api.request('network:read', {}),
    onNetworkChanged: (listener) => api.on('network:changed', listener),
    refreshNetwork: () => requestNothing(api.request('network:refresh', {})),
    examineNetwork: (address) => api.request('network:examine', address === undefined ? {} : { address }),
    resolveCode: (code, address) =>
      api.request('code:resolve', address === undefined ? { code } : { code, address }),
    copyText: (text) => requestNothing(api.request('clipboard:write', { text })),
    openLink: (url) => requestNothing(api.request('link:open', { url })),
    saveFile: (file) => api.request('file:save', file),
    // The system decides whether it shows them; it does not say.
    readAlertPermission: async () => 'granted',
    askForAlerts: async () => 'granted',
    showAlert(alert) {
      void api.request('alert:show', alert);
    },
    closeAlert(tag) {
      void api.request('alert:close', { tag });
    },
    onAlertOpened: (listener) => api.on('alert:opened', ({ tag }) => listener(tag)),
    setBadge(count) {
      void api.request('badge:set', { count });
    },
    onJoinLink: (listener) => api.on('link:join', listener),
    onMenuCommand: (listener) => api.on('menu:command', ({ command }) => listener(command)),
    onResumed(listener) {
      const undoPage = onPageResumed(listener);
      const undoPower = api.on('power:resumed', listener);
      return () => {
        undoPage();
        undoPower();
      };
    },
  };
}
