export interface Endpoint {
  /** Makes a value ready for the other world: functions and promises become numbers. */
  wrap(value: unknown): unknown;
  post(message: object): void;
}

export type HandlePosted = (message: Record<string, unknown>, unwrap: (value: unknown) => unknown) => void;

/**
 * One of a pair, one in each JavaScript world of the page, joined by synchronous DOM events whose detail
 * Chromium clones. Sent to the page as source text: it must not use any name from outside itself.
 */
export function createEndpoint(outgoing: string, incoming: string, handlePosted: HandlePosted): Endpoint {
  type Plain = Record<string, unknown>;
  type Message = { op: string; id: number; args?: unknown[]; value?: unknown; error?: unknown };
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const ids = new WeakMap<object, number>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const dispatch = window.dispatchEvent.bind(window);
  const { CustomEvent } = window;
  let lastId = 0;
  let reply: Message | undefined;

  const post = (message: object) => void dispatch(new CustomEvent(outgoing, { detail: message }));
  const isPlain = (value: unknown) => Object.prototype.toString.call(value) === '[object Object]';

  function wrapFunction(value: (...args: unknown[]) => unknown): Plain {
    const id = ids.get(value) ?? ++lastId;
    ids.set(value, id);
    functions.set(id, value);
    return { $crossing: 'function', id };
  }

  function wrapPromise(value: Promise<unknown>): Plain {
    const id = ++lastId;
    value.then(
      (result) => post({ op: 'settle', id, value: wrap(result) }),
      (error) => post({ op: 'settle', id, error: wrap(error) }),
    );
    return { $crossing: 'promise', id };
  }

  function wrap(value: unknown): unknown {
    if (typeof value === 'function') return wrapFunction(value as () => unknown);
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (value instanceof Promise) return wrapPromise(value);
    if (value instanceof Error) return { $crossing: 'error', name: value.name, message: value.message };
    if (Array.isArray(value)) return value.map(wrap);
    if (!isPlain(value)) return value; // Date, Map, ArrayBuffer, Blob: Chromium's clone carries them
    return Object.fromEntries(Object.entries(value as Plain).map(([key, inner]) => [key, wrap(inner)]));
  }

  function unwrapCrossing(value: Plain): unknown {
    const id = value.id as number;
    if (value.$crossing === 'function') return (...args: unknown[]) => call(id, args);
    if (value.$crossing === 'error')
      return Object.assign(new Error(String(value.message)), { name: value.name });
    return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
  }

  function unwrap(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unwrap);
    if (!isPlain(value)) return value;
    if ((value as Plain).$crossing) return unwrapCrossing(value as Plain);
    const entries = Object.entries(value as Plain).map(([key, inner]) => [key, unwrap(inner)]);
    return Object.freeze(Object.fromEntries(entries));
  }

  function call(id: number, args: unknown[]): unknown {
    reply = undefined;
    post({ op: 'call', id, args: args.map(wrap) });
    const answer = reply as Message | undefined;
    if (!answer) throw new Error('Electron stand-in: the other world did not answer');
    if ('error' in answer) throw unwrap(answer.error);
    return unwrap(answer.value);
  }

  function handleCall({ id, args = [] }: Message): void {
    try {
      post({ op: 'return', value: wrap(functions.get(id)?.(...args.map(unwrap))) });
    } catch (error) {
      post({ op: 'return', error: wrap(error) });
    }
  }

  function handleSettle(message: Message): void {
    const promise = promises.get(message.id);
    promises.delete(message.id);
    if ('error' in message) promise?.reject(unwrap(message.error));
    else promise?.resolve(unwrap(message.value));
  }

  window.addEventListener(
    incoming,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<Message>).detail;
      if (message.op === 'return') reply = message;
      else if (message.op === 'call') handleCall(message);
      else if (message.op === 'settle') handleSettle(message);
      else handlePosted(message as unknown as Plain, unwrap);
    },
    true,
  );
  return { wrap, post };
}
