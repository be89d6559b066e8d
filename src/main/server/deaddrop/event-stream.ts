import type { ServerResponse } from 'node:http';

/** Server-sent events over an answer that stays open. */
export interface EventStream {
  send(event: string, data: object): void;
  /** Keeps the line open; false when the other side does not read any more. */
  beat(): boolean;
  end(): void;
}

/** More than this waiting for a program that does not read, and it is let go. */
const MAX_WAITING_BYTES = 262_144;

export function createEventStream(response: ServerResponse): EventStream {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });

  function write(text: string): boolean {
    if (response.writableEnded || response.destroyed) return false;
    if (response.writableLength > MAX_WAITING_BYTES) {
      response.destroy();
      return false;
    }
    response.write(text);
    return true;
  }

  return {
    send(event, data) {
      write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    beat: () => write(': still here\n\n'),
    end() {
      if (!response.writableEnded) response.end();
    },
  };
}
