import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopApi, IpcPushName } from '#shared/contract/ipc.ts';
import { IPC_NAMES, IPC_PUSH_NAMES } from '#shared/contract/ipc-names.ts';

type Listener = (payload: never) => void;

const requests: ReadonlySet<string> = new Set(IPC_NAMES);
const listeners = new Map<string, Set<Listener>>(IPC_PUSH_NAMES.map((name) => [name, new Set()]));

/** A link may open the app: its code waits here until the page listens. */
const KEPT: IpcPushName = 'link:join';
let kept: unknown[] = [];

for (const [name, heard] of listeners) {
  ipcRenderer.on(name, (_event, payload) => {
    if (name === KEPT && heard.size === 0) kept.push(payload);
    for (const listener of heard) listener(payload as never);
  });
}

const api: DesktopApi = {
  async request(name, input) {
    if (!requests.has(name)) throw new TypeError(`No such request: ${name}`);
    return ipcRenderer.invoke(name, input);
  },
  on(name, listener) {
    const heard = listeners.get(name);
    if (!heard) throw new TypeError(`No such push: ${name}`);
    heard.add(listener as Listener);
    if (name === KEPT) {
      const waiting = kept;
      kept = [];
      for (const payload of waiting) listener(payload as never);
    }
    return () => {
      heard.delete(listener as Listener);
    };
  },
};

contextBridge.exposeInMainWorld('spaces', api);
