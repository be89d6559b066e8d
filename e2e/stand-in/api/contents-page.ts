import type { WebPreferences } from 'electron';
import { createNotImitatedError } from '../not-imitated.ts';
import { openPage, type PageEvents, type PageLink } from '../page/page-link.ts';
import type { Runtime } from './runtime.ts';

export function refusePreferences(preferences: WebPreferences): void {
  const { sandbox, contextIsolation, nodeIntegration, webviewTag, partition } = preferences;
  if (sandbox === false) throw createNotImitatedError('webPreferences.sandbox = false');
  if (contextIsolation === false) throw createNotImitatedError('webPreferences.contextIsolation = false');
  if (nodeIntegration) throw createNotImitatedError('webPreferences.nodeIntegration');
  if (webviewTag) throw createNotImitatedError('webPreferences.webviewTag');
  if (partition) throw createNotImitatedError('webPreferences.partition');
}

export interface ContentsPageOptions {
  runtime: Runtime;
  size: { width: number; height: number };
  preferences: WebPreferences;
  events: PageEvents;
}

/** Opens the page of a window, with what its preload may read. */
export function openContentsPage({
  runtime: { browser, nativeTheme, executable },
  size,
  preferences: { preload, additionalArguments = [] },
  events,
}: ContentsPageOptions): Promise<PageLink> {
  if (!browser) throw new Error('a window was opened before the app was ready');
  const { platform, arch, versions } = process;
  const { node, electron, chrome } = versions;
  return openPage({
    browser,
    size,
    preload,
    info: {
      platform,
      arch,
      versions: { node, electron, chrome },
      argv: [executable, ...additionalArguments],
    },
    events,
    prepare: [nativeTheme.describeMedia()],
  });
}
