import type { createEndpoint } from './endpoint.ts';
import type { PageNames } from './page-scripts.ts';

/** What the page's own world needs before its scripts. Sent as source text: no names from outside itself. */
export function startMainWorld(names: PageNames, createEnd: typeof createEndpoint): void {
  if (window !== window.top) return;
  type Ask = (permission: string, details: object) => Promise<boolean>;
  type Method = (...args: unknown[]) => unknown;
  const hooks: {
    openWindow?: (url: string, frameName: string, features: string) => void;
    closeWindow?: () => void;
    askPermission?: Ask;
  } = {};

  createEnd(names.toIsolated, names.toMain, (message, unwrap) => {
    const value = unwrap(message.value);
    if (message.op === 'hooks') Object.assign(hooks, value);
    else if (message.op === 'expose')
      Object.defineProperty(window, String(message.key), { value, enumerable: true });
  });

  // window.open and target=_blank go to setWindowOpenHandler: Chromium never opens a popup by itself
  window.open = (url = 'about:blank', frameName = '', features = '') => {
    hooks.openWindow?.(String(new URL(url, document.baseURI)), frameName, features);
    return null;
  };
  window.addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const opensWindow = link && (link.target === '_blank' || event.ctrlKey || event.metaKey);
    if (!opensWindow || event.defaultPrevented || !link.href || link.protocol === 'javascript:') return;
    if (link.hasAttribute('download')) return;
    event.preventDefault();
    hooks.openWindow?.(link.href, '', '');
  });
  // Chromium refuses it to windows that no script opened, Electron does not
  window.close = () => hooks.closeWindow?.();

  function guardMethod(owner: object | undefined, name: string, describe: Method): void {
    const original = (owner as Record<string, Method> | undefined)?.[name];
    if (!owner || !original) return;
    (owner as Record<string, Method>)[name] = async function guarded(this: unknown, ...args) {
      const [permission, details] = describe(...args) as [string, object];
      const isGranted = !hooks.askPermission || (await hooks.askPermission(permission, details));
      if (!isGranted) throw new DOMException('Permission denied', 'NotAllowedError');
      return original.apply(this, args);
    };
  }

  const describeMedia = (wanted: unknown) => {
    const { video, audio } = (wanted ?? {}) as MediaStreamConstraints;
    return ['media', { mediaTypes: [...(video ? ['video'] : []), ...(audio ? ['audio'] : [])] }];
  };
  guardMethod(globalThis.MediaDevices?.prototype, 'getUserMedia', describeMedia);
  guardMethod(globalThis.MediaDevices?.prototype, 'getDisplayMedia', () => ['display-capture', {}]);
  guardMethod(globalThis.Clipboard?.prototype, 'readText', () => ['clipboard-read', {}]);
  guardMethod(globalThis.Clipboard?.prototype, 'writeText', () => ['clipboard-sanitized-write', {}]);
}
