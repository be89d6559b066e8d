/** The main frame of a window: what an IPC handler checks as event.senderFrame. */
export interface WebFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
  readonly top: WebFrame;
  readonly frames: WebFrame[];
  readonly name: string;
  readonly routingId: number;
  readonly processId: number;
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
}

export interface FrameOptions {
  processId: number;
  getUrl(): string;
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
}

function readOrigin(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { origin, protocol, host } = new URL(url);
  return origin === 'null' && host ? `${protocol}//${host}` : origin;
}

export function createWebFrame({ processId, getUrl, isDestroyed, send }: FrameOptions): WebFrame {
  const frame: WebFrame = {
    get url() {
      return getUrl();
    },
    get origin() {
      return readOrigin(getUrl());
    },
    get top() {
      return frame;
    },
    parent: null,
    frames: [],
    name: '',
    routingId: 1,
    processId,
    isDestroyed,
    send,
  };
  return frame;
}
