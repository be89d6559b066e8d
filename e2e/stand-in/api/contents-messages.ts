import { createNotImitatedError } from '../not-imitated.ts';
import type { PageEvents, PageMessage } from '../page/page-link.ts';
import { createEvent } from './events.ts';
import type { Runtime } from './runtime.ts';
import type { ContentsOwner, WebContents } from './web-contents.ts';

export interface OpenDetails {
  url: string;
  frameName: string;
  features: string;
}

export interface MessagesOptions {
  contents: WebContents;
  owner: ContentsOwner;
  runtime: Runtime;
  decideOpen(details: OpenDetails): { action: string } | undefined;
}

/** Handles what the isolated world of a window sends: IPC, and what Electron would notice by itself. */
export function createContentsMessages(options: MessagesOptions): PageEvents['onMessage'] {
  const { contents, owner, runtime } = options;
  let lastTitle = '';

  function createIpcEvent() {
    const reply = (channel: string, ...args: unknown[]) => contents.send(channel, ...args);
    const { id, mainFrame } = contents;
    const place = { type: 'frame', sender: contents, senderFrame: mainFrame, frameId: 1, processId: id };
    return createEvent({ ...place, ports: [], reply });
  }

  function emitSent({ channel, args }: PageMessage): void {
    const event = createIpcEvent();
    contents.ipc.emit(channel, event, ...args);
    runtime.ipcMain.emit(channel, event, ...args);
  }

  async function answerInvoke({ channel, args }: PageMessage): Promise<object> {
    try {
      return { value: await runtime.ipcMain.answer(channel, createIpcEvent(), args) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { error: `Error invoking remote method '${channel}': ${error}` };
    }
  }

  function handleOpenWindow(details: OpenDetails): void {
    const answer = options.decideOpen(details);
    runtime.recorder.record('window.open', details.url, answer?.action);
    if (answer?.action !== 'deny') throw createNotImitatedError(`a window opened by a page (${details.url})`);
  }

  async function runHook({ name, args }: PageMessage): Promise<unknown> {
    const [first = '', second = '', third = ''] = args as string[];
    if (name === 'askPermission')
      return contents.session.decidePermission(contents, first, args[1] as object);
    if (name === 'closeWindow') owner.close();
    else handleOpenWindow({ url: first, frameName: second, features: third });
    return undefined;
  }

  function handleTitle(title: string): void {
    if (!title || title === lastTitle) return;
    lastTitle = title;
    const event = createEvent({});
    contents.emit('page-title-updated', event, title, true);
    owner.handleTitle(title, event);
  }

  async function handleMessage(message: PageMessage, reply: (answer: object) => void): Promise<void> {
    const { t, id } = message;
    if (contents.isDestroyed()) return;
    if (t === 'title') handleTitle(message.title);
    else if (t === 'input') contents.emit('before-input-event', createEvent({}), message.input);
    else if (t === 'preload-error') {
      contents.emit('preload-error', createEvent({}), message.file, new Error(message.message));
    } else if (t === 'hook') reply({ t: 'reply', id, value: await runHook(message) });
    else if (t === 'send') emitSent(message);
    else reply({ t: 'reply', id, ...(await answerInvoke(message)) });
  }

  return (message, reply) => void handleMessage(message, reply);
}
