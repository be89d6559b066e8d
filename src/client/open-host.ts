import { UnreachableError } from './errors.ts';

/** A host of one's own, for as long as the client lives. */
export interface OpenedHost {
  readonly url: string;
  readonly adminToken: string;
  stop(): Promise<void>;
}

/** `dataDir` null: nothing is kept. A program that has the host's code gives its own way to start one. */
export type OpenHost = (options: { dataDir: string | null }) => Promise<OpenedHost>;

const COMMAND = new URL('../../bin/spaces.mjs', import.meta.url);

/** The host as a process of its own: it says where it listens in one line, and ends with the client. */
export const openHostProcess: OpenHost = async ({ dataDir }) => {
  // Loaded here, so that a browser never asks for them.
  const [{ spawn }, { mkdtemp, rm }, { tmpdir }, { join }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs/promises'),
    import('node:os'),
    import('node:path'),
    import('node:url'),
  ]);
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'spaces-')));
  const adminToken = crypto.randomUUID();
  const host = spawn(process.execPath, [fileURLToPath(COMMAND), 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SPACES_HOST: '127.0.0.1',
      SPACES_PORT: '0',
      SPACES_DATA_DIR: folder,
      SPACES_ADMIN_TOKEN: adminToken,
      SPACES_DISCOVERY: 'off',
      SPACES_LOG_LEVEL: 'error',
    },
  });
  const ended = new Promise<void>((resolve) => host.once('close', () => resolve()));
  let complaint = '';
  host.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    complaint = chunk.toString();
  });
  const stopWithParent = () => host.kill();
  process.once('exit', stopWithParent);

  async function stop(): Promise<void> {
    process.removeListener('exit', stopWithParent);
    host.kill();
    await ended;
    if (dataDir === null) await rm(folder, { recursive: true, force: true });
  }

  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      host.once('error', reject);
      void ended.then(() =>
        reject(new UnreachableError(0, `The host did not start. ${complaint.trim()}`.trim())),
      );
      host.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const line = /^(\{.*"listening".*\})$/m.exec(text)?.[1];
        if (line) resolve((JSON.parse(line) as { http: string }).http);
      });
    });
    return { url, adminToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
