import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BrowserWindow, Dialog, DownloadItem, Session } from 'electron';
import { AppError } from '#shared/contract/errors.ts';
import { makeSafeFileName } from '#shared/model/file-name.ts';

interface WishedFile {
  readonly url: string;
  readonly name: string;
  /** What the bytes must add up to, as its sender counted it; null where nobody knows. */
  readonly sha256: string | null;
}

export interface FileDownloads {
  /** Asks where, then saves what is behind an address of a host. False when the person chose no place. */
  save(file: WishedFile): Promise<{ isSaved: boolean }>;
}

interface Options {
  session: Pick<Session, 'on'>;
  dialog: Pick<Dialog, 'showSaveDialog'>;
  getWindow: () => BrowserWindow | null;
  /** Where this system keeps what was saved. */
  getFolder: () => string;
}

interface Wish {
  readonly path: string;
  readonly finish: (isWhole: boolean) => void;
}

/** A line that broke may come back at once; more often it does not. */
const MOST_RESUMES = 3;

/** What is not whole yet has a name of its own: a file that was there before stays until it can be replaced. */
const partOf = (path: string) => `${path}.part`;

/** Read from the disk, not from the line: what is checked is what stays. */
async function sumUp(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function follow(item: DownloadItem, { path, finish }: Wish): void {
  let resumes = 0;
  item.setSavePath(partOf(path));
  item.on('updated', (_event, state) => {
    if (state !== 'interrupted') return;
    resumes += 1;
    if (resumes <= MOST_RESUMES && item.canResume()) item.resume();
    else item.cancel();
  });
  item.once('done', (_event, state) => finish(state === 'completed'));
}

export function createFileDownloads({ session, dialog, getWindow, getFolder }: Options): FileDownloads {
  /** Those that begin next, by address. */
  const wishes = new Map<string, Wish[]>();

  function takeWish(url: string): Wish | undefined {
    const [wish, ...others] = wishes.get(url) ?? [];
    if (others.length > 0) wishes.set(url, others);
    else wishes.delete(url);
    return wish;
  }

  session.on('will-download', (_event, item) => {
    const wish = takeWish(item.getURL());
    // Pages save small texts of their own in the system's usual way.
    if (wish) follow(item, wish);
  });

  function fetchTo(window: BrowserWindow, url: string, path: string): Promise<boolean> {
    return new Promise((finish) => {
      wishes.set(url, [...(wishes.get(url) ?? []), { path, finish }]);
      window.webContents.downloadURL(url);
    });
  }

  /** What is not whole is taken away again, also when the place turns out not to be writable at the end. */
  async function saveTo(window: BrowserWindow, { url, sha256 }: WishedFile, path: string): Promise<void> {
    try {
      if (!(await fetchTo(window, new URL(url).href, path))) {
        throw new AppError('NOT_REACHABLE', 'The file did not arrive whole.');
      }
      if (sha256 !== null && (await sumUp(partOf(path))) !== sha256) {
        throw new AppError('CONFLICT', 'The file arrived damaged.');
      }
      await rename(partOf(path), path);
    } catch (error) {
      await rm(partOf(path), { force: true });
      throw error;
    }
  }

  return {
    async save(file) {
      if (!/^https?:\/\//.test(file.url)) throw new AppError('NOT_ALLOWED', 'Only files of hosts are saved.');
      const window = getWindow();
      if (window === null) return { isSaved: false };
      const defaultPath = join(getFolder(), makeSafeFileName(file.name));
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
      if (canceled || filePath === '') return { isSaved: false };
      await saveTo(window, file, filePath);
      return { isSaved: true };
    },
  };
}
