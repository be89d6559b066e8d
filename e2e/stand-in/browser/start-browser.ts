import { mkdirSync } from 'node:fs';
import type { CdpSession } from './cdp-pipe.ts';
import { buildChromiumFlags } from './chromium-flags.ts';
import { type DevtoolsProxy, openDevtoolsProxy } from './devtools-proxy.ts';
import { findChromium } from './find-chromium.ts';
import { launchChromium } from './launch-chromium.ts';
import { type DoorOptions, openNetworkDoor } from './network-door.ts';

export interface Target {
  targetId: string;
  session: CdpSession;
}

export interface Browser {
  cdp: CdpSession;
  devtools: DevtoolsProxy;
  /** Chromium's own version, e.g. 146.0.0.0. */
  version: string;
  openTarget(size: { width: number; height: number }): Promise<Target>;
  onExit(listener: () => void): void;
  onTargetGone(listener: (targetId: string) => void): void;
  close(): Promise<void>;
}

interface Attached {
  sessionId: string;
  targetInfo: { targetId: string; type: string; openerId?: string };
}

/** Electron asks only its handlers for permission, so Chromium must not ask on its own. */
const GRANTED = [
  'audioCapture',
  'videoCapture',
  'notifications',
  'clipboardReadWrite',
  'clipboardSanitizedWrite',
  'wakeLockScreen',
];

export interface BrowserOptions {
  switches: ReadonlyMap<string, string>;
  profile: string;
  door: DoorOptions;
}

export async function startBrowser({ switches, profile, door }: BrowserOptions): Promise<Browser> {
  mkdirSync(profile, { recursive: true });
  const { port, keyHash, close: closeDoor } = await openNetworkDoor(door);
  const flags = buildChromiumFlags({ switches, profile, doorPort: port, doorKeyHash: keyHash });
  const chromium = await launchChromium(await findChromium(), flags, profile);
  const { cdp } = chromium;
  const attached = new Map<string, CdpSession>();
  const awaited = new Map<string, (session: CdpSession) => void>();

  async function handleAttached({ sessionId, targetInfo }: Attached): Promise<void> {
    const { targetId, type, openerId } = targetInfo;
    const session = cdp.openSession(sessionId);
    if (type !== 'page') {
      await session.send('Runtime.runIfWaitingForDebugger');
      await cdp.send('Target.detachFromTarget', { sessionId });
    } else if (openerId) {
      await cdp.send('Target.closeTarget', { targetId }); // no popup opens behind setWindowOpenHandler's back
    } else {
      attached.set(targetId, session);
      awaited.get(targetId)?.(session);
    }
  }

  cdp.on<Attached>('Target.attachedToTarget', (event) => {
    handleAttached(event).catch(() => undefined); // it went away meanwhile
  });
  cdp.on<{ sessionId: string }>('Target.detachedFromTarget', ({ sessionId }) => cdp.closeSession(sessionId));
  const [{ product }, devtools] = await Promise.all([
    cdp.send<{ product: string }>('Browser.getVersion'),
    openDevtoolsProxy(chromium.devtoolsUrl),
    cdp.send('Browser.grantPermissions', { permissions: GRANTED }),
    cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ]);

  return {
    cdp,
    devtools,
    version: product.split('/')[1] ?? '',
    async openTarget({ width, height }) {
      const blank = { url: 'about:blank', newWindow: true, width, height };
      const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', blank);
      const session =
        attached.get(targetId) ??
        (await new Promise<CdpSession>((resolve) => awaited.set(targetId, resolve)));
      return { targetId, session };
    },
    onExit: chromium.onExit,
    onTargetGone: (listener) =>
      cdp.on<{ targetId?: string }>(
        'Target.detachedFromTarget',
        ({ targetId }) => targetId && listener(targetId),
      ),
    async close() {
      await chromium.close();
      closeDoor();
    },
  };
}
