import { useCallback } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { useBridge } from '../bridge/use-bridge.ts';
import { useSessionActions } from './use-session.ts';

export interface SavedFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string | null;
}

/** Saves files of a host where this device saves files; never through this page’s memory. */
export function useSaveFile(hostKey: string): (file: SavedFile) => Promise<Result<{ isSaved: boolean }>> {
  const bridge = useBridge();
  const { linkFile } = useSessionActions();
  return useCallback(
    async ({ id, name, sha256 }) => {
      const link = await linkFile(hostKey, id);
      return link.ok ? bridge.saveFile({ url: `${link.data}&download=1`, name, sha256 }) : link;
    },
    [bridge, linkFile, hostKey],
  );
}
