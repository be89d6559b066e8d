import type { createCodec } from '../codec.ts';
import type { createEndpoint } from './endpoint.ts';
import type { PageNames } from './page-scripts.ts';

export interface PreloadInfo {
  platform: string;
  arch: string;
  versions: Record<string, string | undefined>;
  argv: string[];
}

export interface Preload {
  file: string;
  run(require: (name: string) => unknown, module: object, exports: object, process: object): void;
}

interface WorldParts {
  names: PageNames;
  createEnd: typeof createEndpoint;
  makeCodec: typeof createCodec;
  info: PreloadInfo;
  preload: Preload | undefined;
}

/** Electron's isolated world: runs the sandboxed preload. Sent as source text: no names from outside itself. */
export function startIsolatedWorld({ names, createEnd, makeCodec, info, preload }: WorldParts): void {
  if (window !== window.top || location.href === 'about:blank') return;
  type Listener = (event: object, ...args: unknown[]) => void;
  type Incoming = {
    t: string;
    id: number;
    channel: string;
    args: unknown[];
    value?: unknown;
    error?: string;
  };
  const world = globalThis as unknown as Record<string, unknown>;
  const codec = makeCodec();
  const sendText = world[names.binding] as (text: string) => void;
  const bridge = createEnd(names.toMain, names.toIsolated, () => undefined);
  const listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const exposed = new Set<string>();
  let lastId = 0;

  const sendMessage = (message: object) => sendText(codec.encode(message));

  function ask(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      sendMessage({ ...message, id }); // throws here, as a rejection, what cannot be cloned
      waiting.set(id, { resolve, reject });
    });
  }

  function addListener(channel: string, listener: Listener, isOnce: boolean) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }]);
    return ipcRenderer;
  }

  function removeListener(channel: string, listener: Listener) {
    const kept = [...(listeners.get(channel) ?? [])];
    const at = kept.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) kept.splice(at, 1);
    listeners.set(channel, kept);
    return ipcRenderer;
  }

  function refuseUnknown<T extends object>(target: T, name: string): T {
    const get = (object: T, key: string | symbol, receiver: unknown) => {
      if (key in object || typeof key === 'symbol' || key === 'then')
        return Reflect.get(object, key, receiver);
      throw new Error(`Electron stand-in: ${name}.${key} is not imitated`);
    };
    return new Proxy(target, { get });
  }

  const ipcRenderer: Record<string, unknown> = refuseUnknown(
    {
      on: (channel: string, listener: Listener) => addListener(channel, listener, false),
      once: (channel: string, listener: Listener) => addListener(channel, listener, true),
      off: removeListener,
      removeListener,
      removeAllListeners: (channel: string) => void listeners.delete(channel),
      send: (channel: string, ...args: unknown[]) => sendMessage({ t: 'send', channel, args }),
      invoke: (channel: string, ...args: unknown[]) => ask({ t: 'invoke', channel, args }),
    },
    'ipcRenderer',
  );

  function handleReply(message: Incoming): void {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  }

  world[names.receive] = (text: string) => {
    const message = codec.decode(text) as Incoming;
    if (message.t === 'reply') return handleReply(message);
    for (const { listener, isOnce } of listeners.get(message.channel) ?? []) {
      if (isOnce) removeListener(message.channel, listener);
      listener({ sender: ipcRenderer, ports: [] }, ...message.args);
    }
  };

  const askHook = (name: string, ...args: unknown[]) => ask({ t: 'hook', name, args });
  const hooks = {
    openWindow: (...args: unknown[]) => void askHook('openWindow', ...args),
    closeWindow: () => void askHook('closeWindow'),
    askPermission: (...args: unknown[]) => askHook('askPermission', ...args),
  };
  bridge.post({ op: 'hooks', value: bridge.wrap(hooks) });

  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      bridge.post({ op: 'expose', key, value: bridge.wrap(api) });
    },
  };
  const electron = refuseUnknown(
    {
      ipcRenderer,
      contextBridge: refuseUnknown(contextBridge, 'contextBridge'),
      webUtils: refuseUnknown({ getPathForFile: () => '' }, 'webUtils'),
    },
    'electron',
  );

  window.addEventListener(
    'keydown',
    ({ key, code, repeat, shiftKey, ctrlKey, altKey, metaKey }) => {
      const flags = { isAutoRepeat: repeat, shift: shiftKey, control: ctrlKey, alt: altKey, meta: metaKey };
      sendMessage({ t: 'input', input: { type: 'keyDown', key, code, ...flags } });
    },
    true,
  );
  document.addEventListener('DOMContentLoaded', () => {
    const sendTitle = () => sendMessage({ t: 'title', title: document.title });
    sendTitle();
    new MutationObserver(sendTitle).observe(document.head, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });

  if (!preload) return;
  const process = { ...info, type: 'renderer', env: {}, sandboxed: true, contextIsolated: true };
  const module = { exports: {} };
  const requireModule = (name: string) => {
    if (/^electron(\/(renderer|common))?$/.test(name)) return electron;
    throw new Error(`module not found: ${name}`); // what Electron's sandboxed preload says
  };
  try {
    preload.run(requireModule, module, module.exports, process);
  } catch (error) {
    console.error(`Unable to load preload script: ${preload.file}`, error);
    sendMessage({ t: 'preload-error', file: preload.file, message: String(error) });
  }
}
