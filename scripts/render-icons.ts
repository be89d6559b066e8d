import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ensureChromium } from './steps/ensure-chromium.ts';
import { PROJECT } from './steps/project.ts';

const RESOURCES = join(PROJECT, 'resources');

/** The pictures that are checked in. macOS colours a template image itself, so it is plain black. */
const PICTURES = [
  { source: 'icon', file: 'icon.png', size: 1024, color: '' },
  { source: 'tray', file: 'tray.png', size: 32, color: '#7c6df2' },
  { source: 'tray', file: 'trayTemplate.png', size: 18, color: '#000000' },
  { source: 'tray', file: 'trayTemplate@2x.png', size: 36, color: '#000000' },
  { source: 'tray-unread', file: 'tray-unread.png', size: 32, color: '#7c6df2' },
  { source: 'overlay', file: 'overlay.png', size: 32, color: '' },
] as const;

async function render(page: Page, { source, file, size, color }: (typeof PICTURES)[number]): Promise<void> {
  const svg = (await readFile(join(RESOURCES, 'source', `${source}.svg`), 'utf8')).replaceAll(
    'currentColor',
    color,
  );
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><div style="width:${size}px;height:${size}px">${svg}</div></body>`,
  );
  await writeFile(join(RESOURCES, file), await page.screenshot({ omitBackground: true }));
}

const browser = await chromium.launch({ executablePath: await ensureChromium() });
const page = await browser.newPage();
for (const picture of PICTURES) await render(page, picture);
await browser.close();
