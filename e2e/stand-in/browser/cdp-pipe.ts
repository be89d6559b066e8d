import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** One conversation with Chromium: the whole browser, or one of its pages. */
export interface CdpSession {
  send<T = unknown>(method: string, params?: object): Promise<T>;
  on<T>(event: string, listener: (params: T) => void): void;
}

export interface CdpPipe extends CdpSession {
  openSession(sessionId: string): CdpSession;
  closeSession(sessionId: string): void;
}

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

interface Waiting {
  method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** DevTools protocol over Chromium's own pipe (JSON ended by NUL): when we die, the pipe closes and it dies too. */
export function createCdpPipe(toChromium: Writable, fromChromium: Readable): CdpPipe {
  const waiting = new Map<number, Waiting>();
  const sessions = new Map<string, EventEmitter>();
  const browserEvents = new EventEmitter().setMaxListeners(0);
  let lastId = 0;
  let isClosed = false;
  let rest: Buffer[] = [];

  function handleMessage(message: Message): void {
    if (message.id === undefined) {
      const events = message.sessionId ? sessions.get(message.sessionId) : browserEvents;
      events?.emit(message.method ?? '', message.params);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`));
    else call?.resolve(message.result);
  }

  function handleChunk(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...rest, chunk.subarray(start, end)]).toString();
      rest = [];
      start = end + 1;
      handleMessage(JSON.parse(text) as Message);
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }

  function send<T>(method: string, params: object, sessionId?: string): Promise<T> {
    if (isClosed) return Promise.reject(new Error(`${method}: Chromium is gone`));
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { method, resolve: (result) => resolve(result as T), reject });
      toChromium.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  function handleClose(): void {
    isClosed = true;
    for (const call of waiting.values()) call.reject(new Error(`${call.method}: Chromium is gone`));
    waiting.clear();
  }

  toChromium.on('error', handleClose);
  fromChromium.on('error', handleClose);
  fromChromium.on('close', handleClose);
  fromChromium.on('data', handleChunk);

  return {
    send: (method, params = {}) => send(method, params),
    on: (event, listener) => void browserEvents.on(event, listener),
    closeSession: (sessionId) => void sessions.delete(sessionId),
    openSession(sessionId) {
      const events = new EventEmitter().setMaxListeners(0);
      sessions.set(sessionId, events);
      return {
        send: (method, params = {}) => send(method, params, sessionId),
        on: (event, listener) => void events.on(event, listener),
      };
    },
  };
}
