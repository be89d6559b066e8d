import { toAppUrls, toChromiumUrl } from '../browser/app-urls.ts';
import type { Browser, Target } from '../browser/start-browser.ts';
import { createCodec } from '../codec.ts';
import type { PreloadInfo } from './isolated-world.ts';
import { buildPageScripts, ISOLATED_WORLD } from './page-scripts.ts';

/** What a page tells its webContents. */
export interface PageEvents {
  /** From the isolated world; `reply` answers into the same document only. */
  onMessage(message: PageMessage, reply: (answer: object) => void): void;
  onNavigated(url: string, failure: string | undefined): void;
  onNavigatedInPage(url: string): void;
  onDomReady(): void;
  onLoaded(): void;
  onCrashed(): void;
  /** True when the app lets the page go to the address it asked for. */
  canNavigate(url: string): boolean;
}

export interface PageMessage {
  t: string;
  id: number;
  channel: string;
  name: string;
  args: unknown[];
  title: string;
  file: string;
  message: string;
  input: object;
}

export interface PageLink {
  targetId: string;
  navigate(url: string): void;
  reload(): void;
  send(message: object): void;
  evaluate<T>(expression: string): Promise<T>;
  command(method: string, params?: object): Promise<unknown>;
  close(): Promise<void>;
}

interface Frame {
  id: string;
  url: string;
  urlFragment?: string;
  unreachableUrl?: string;
}

interface Context {
  id: number;
  uniqueId: string;
  name: string;
  auxData?: { frameId?: string };
}

export interface OpenPageOptions {
  browser: Browser;
  size: { width: number; height: number };
  preload: string | undefined;
  info: PreloadInfo;
  events: PageEvents;
  /** Commands that must hold before the first document, e.g. the colour scheme. */
  prepare: [method: string, params: object][];
}

/** Follows the isolated world of the page's main frame through its documents. */
function followContexts({ targetId, session }: Target) {
  const contexts = new Map<number, string>();
  const current: { id: string | undefined } = { id: undefined };
  session.on<{ context: Context }>('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== ISOLATED_WORLD || context.auxData?.frameId !== targetId) return;
    contexts.set(context.id, context.uniqueId);
    current.id = context.uniqueId;
  });
  session.on<{ executionContextId: number }>(
    'Runtime.executionContextDestroyed',
    ({ executionContextId }) => {
      if (contexts.get(executionContextId) === current.id) current.id = undefined;
      contexts.delete(executionContextId);
    },
  );
  session.on('Runtime.executionContextsCleared', () => {
    contexts.clear();
    current.id = undefined;
  });
  return { current, find: (id: number) => contexts.get(id) };
}

function followLife({ targetId, session }: Target, events: PageEvents): void {
  let failure: string | undefined;
  session.on<{ frame: Frame }>('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== targetId) return;
    const url = toAppUrls(frame.unreachableUrl ?? frame.url) + (frame.urlFragment ?? '');
    events.onNavigated(url, frame.unreachableUrl ? (failure ?? 'ERR_FAILED') : undefined);
  });
  session.on<{ frameId: string; url: string }>('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === targetId) events.onNavigatedInPage(toAppUrls(url));
  });
  session.on<{ type: string; errorText: string }>('Network.loadingFailed', ({ type, errorText }) => {
    if (type === 'Document') failure = errorText.replace('net::', '');
  });
  session.on('Page.domContentEventFired', () => events.onDomReady());
  session.on('Page.loadEventFired', () => events.onLoaded());
  session.on('Inspector.targetCrashed', () => events.onCrashed());
}

/** Holds back the navigations that the page itself asks for until the app has judged them. */
function followNavigation({ targetId, session }: Target, events: PageEvents): void {
  let asked: string | undefined;
  session.on<{ frameId: string; url: string }>('Page.frameRequestedNavigation', ({ frameId, url }) => {
    if (frameId === targetId) asked = url;
  });
  session.on<{ requestId: string; frameId: string; request: { url: string } }>(
    'Fetch.requestPaused',
    (paused) => {
      const { requestId, frameId, request } = paused;
      const isAsked = frameId === targetId && asked === request.url;
      if (isAsked) asked = undefined;
      const isRefused = isAsked && !events.canNavigate(toAppUrls(request.url));
      const [method, params] = isRefused
        ? ['Fetch.failRequest', { requestId, errorReason: 'Aborted' }]
        : ['Fetch.continueRequest', { requestId }];
      session.send(method, params).catch(() => undefined);
    },
  );
}

export async function openPage(options: OpenPageOptions): Promise<PageLink> {
  const { browser, events } = options;
  const target = await browser.openTarget(options.size);
  const { targetId, session } = target;
  const codec = createCodec();
  const { names, mainWorld, isolatedWorld } = buildPageScripts(options.preload, options.info);
  const contexts = followContexts(target);

  function deliver(message: object, contextId: string | undefined): void {
    const text = codec.encode(message);
    if (!contextId) return; // no document yet: the message is lost, as in Electron
    const expression = `globalThis[${JSON.stringify(names.receive)}](${JSON.stringify(text)})`;
    session.send('Runtime.evaluate', { expression, uniqueContextId: contextId }).catch(() => undefined);
  }

  followLife(target, events);
  followNavigation(target, events);
  type Called = { name: string; payload: string; executionContextId: number };
  session.on<Called>('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== names.binding) return;
    const contextId = contexts.find(executionContextId);
    events.onMessage(codec.decode(payload) as PageMessage, (answer) => deliver(answer, contextId));
  });

  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }),
    session.send('Inspector.enable'),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    session.send('Runtime.addBinding', { name: names.binding, executionContextName: ISOLATED_WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorld,
      worldName: ISOLATED_WORLD,
    }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ]);
  // the preload is in place; once Playwright is too, the first document may come
  await browser.devtools.waitForClients(targetId);
  await Promise.all(options.prepare.map(([method, params]) => session.send(method, params)));
  browser.devtools.markShown(targetId);

  return {
    targetId,
    navigate: (url) => void session.send('Page.navigate', { url: toChromiumUrl(url) }).catch(() => undefined),
    reload: () => void session.send('Page.reload').catch(() => undefined),
    send: (message) => deliver(message, contexts.current.id),
    command: (method, params) => session.send(method, params),
    async evaluate<T>(expression: string) {
      type Evaluated = {
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      };
      const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result, exceptionDetails: thrown } = await session.send<Evaluated>('Runtime.evaluate', asked);
      if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
      return result.value;
    },
    close: async () => {
      await browser.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    },
  };
}
