import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PROJECT } from './project.ts';

const RENDERER = join(PROJECT, 'out/renderer');
const ENTRY = /(?:src|href)="\/([^"]+\.js)"/g;
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g;

/** Bytes of gzipped JavaScript the page loads before it can paint: its entries and all they import at once. */
export async function measureFirstPaint(): Promise<number | null> {
  const page = join(RENDERER, 'index.html');
  if (!existsSync(page)) return null;
  const waiting = [...(await readFile(page, 'utf8')).matchAll(ENTRY)].map(([, file]) =>
    join(RENDERER, file ?? ''),
  );
  if (waiting.length === 0) throw new Error(`No script was found in ${page}.`);
  const seen = new Set<string>();
  let bytes = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const code = await readFile(file, 'utf8');
    bytes += gzipSync(code, { level: 9 }).length;
    for (const [, imported] of code.matchAll(STATIC_IMPORT))
      waiting.push(join(dirname(file), imported ?? ''));
  }
  return bytes;
}
