import { EventEmitter, once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type IncomingMessage, request as sendRequest } from 'node:http';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { connectUpstream, type VerifyPeer } from '../browser/connect-upstream.ts';
import { createNotImitatedError, refuseUnknown } from '../not-imitated.ts';
import { createEvent } from './events.ts';

type State = 'progressing' | 'completed' | 'cancelled' | 'interrupted';

/** As Chromium reads it: the encoded name first, and no folders in either. */
function readFileName(disposition: string, url: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)/i.exec(disposition)?.[1];
  const given = encoded === undefined ? plain : decodeURIComponent(encoded);
  return (given ?? (basename(new URL(url).pathname) || 'download')).replace(/[/\\]/g, '_');
}

/** One download: begun by its answer, written where the app says, and able to go on where a line broke. */
export class DownloadItem extends EventEmitter {
  #url: string;
  #verify: VerifyPeer;
  #answer: IncomingMessage | undefined;
  #headers: Record<string, string> = {};
  #state: State = 'progressing';
  #received = 0;
  #total = 0;
  #savePath = '';

  constructor(url: string, verify: VerifyPeer) {
    super();
    this.#url = url;
    this.#verify = verify;
  }

  getURL = () => this.#url;
  getURLChain = () => [this.#url];
  getFilename = () => readFileName(this.getContentDisposition(), this.#url);
  getContentDisposition = () => this.#headers['content-disposition'] ?? '';
  getMimeType = () => (this.#headers['content-type'] ?? '').split(';')[0] ?? '';
  getETag = () => this.#headers.etag ?? '';
  getState = () => this.#state;
  getReceivedBytes = () => this.#received;
  getTotalBytes = () => this.#total;
  getSavePath = () => this.#savePath;
  setSavePath(path: string) {
    this.#savePath = path;
  }
  isPaused = () => this.#answer?.isPaused() ?? false;
  pause() {
    this.#answer?.pause();
  }
  /** After a broken line only what the host names unmistakably can go on. */
  canResume = () => this.#state === 'interrupted' && this.getETag() !== '' && this.#savePath !== '';
  resume() {
    if (this.#state === 'progressing') this.#answer?.resume();
    if (!this.canResume()) return;
    this.#state = 'progressing';
    void this.#run({ range: `bytes=${this.#received}-`, 'if-range': this.getETag() });
  }
  cancel() {
    if (this.#state === 'completed' || this.#state === 'cancelled') return;
    this.#state = 'cancelled';
    this.#answer?.destroy();
    this.#tell('done', 'cancelled');
  }

  /** Fetches the answer's head; the app then says where the rest goes. */
  async open(): Promise<void> {
    await this.#ask({}).catch(() => {
      this.#state = 'interrupted';
    });
  }

  /** The app has had its say. */
  async start(isPrevented: boolean): Promise<void> {
    if (isPrevented || this.#state === 'cancelled') return this.cancel();
    if (this.#state === 'interrupted') return this.#tell('done', 'interrupted');
    if (this.#savePath === '') throw createNotImitatedError('a download without setSavePath');
    await this.#run(null);
  }

  async #ask(headers: Record<string, string>): Promise<void> {
    const url = new URL(this.#url);
    const isSecure = url.protocol === 'https:';
    const to = { host: url.hostname, port: Number(url.port || (isSecure ? 443 : 80)), isSecure };
    const socket = await connectUpstream(to, this.#verify);
    const path = url.pathname + url.search;
    const asking = sendRequest({
      path,
      headers: { ...headers, host: url.host, connection: 'close' },
      createConnection: () => socket,
    });
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    // Chromium takes an error page for no download.
    if ((answer.statusCode ?? 500) >= 400) {
      answer.destroy();
      throw new Error(`answered with ${answer.statusCode}`);
    }
    this.#answer = answer;
    if (answer.statusCode === 206) return;
    this.#received = 0;
    this.#headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    );
    this.#total = Number(answer.headers['content-length'] ?? 0);
  }

  async #run(again: Record<string, string> | null): Promise<void> {
    try {
      if (again !== null) await this.#ask(again);
      await this.#write();
      this.#state = 'completed';
      this.#tell('done', 'completed');
    } catch {
      if (this.#state !== 'progressing') return;
      this.#state = 'interrupted';
      this.#tell(this.canResume() ? 'updated' : 'done', 'interrupted');
    }
  }

  async #write(): Promise<void> {
    const place = this.#received > 0 ? { flags: 'r+', start: this.#received } : {};
    const file = createWriteStream(this.#savePath, place);
    try {
      for await (const chunk of this.#answer ?? []) {
        if (!file.write(chunk)) await once(file, 'drain');
        this.#received += chunk.length;
        this.#tell('updated', 'progressing');
      }
    } finally {
      await finished(file.end());
    }
  }

  #tell(event: 'updated' | 'done', state: State): void {
    this.emit(event, createEvent({}), state);
  }
}

refuseUnknown(DownloadItem.prototype, 'downloadItem');
