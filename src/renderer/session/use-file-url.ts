import { useEffect, useState } from 'react';
import { useSessionActions } from './use-session.ts';

export type FileUrl =
  | { readonly state: 'loading' | 'failed'; readonly url: null; readonly blob: null }
  | { readonly state: 'ready'; readonly url: string; readonly blob: Blob };

const LOADING: FileUrl = { state: 'loading', url: null, blob: null };

/** The bytes of a file as an address this page may show; given back when nobody shows it any more. */
export function useFileUrl(hostKey: string, path: string | null): FileUrl {
  const { readFileBytes } = useSessionActions();
  const [file, setFile] = useState(LOADING);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    let url: string | null = null;
    setFile(LOADING);
    void readFileBytes(hostKey, path, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      if (!answer.ok) return setFile({ state: 'failed', url: null, blob: null });
      url = URL.createObjectURL(answer.data);
      setFile({ state: 'ready', url, blob: answer.data });
    });
    return () => {
      stop.abort();
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [readFileBytes, hostKey, path]);
  return file;
}

/** Pictures up to here are shown themselves when there is no thumbnail. */
const SHOWN_WHOLE = 4 * 1_048_576;
/** A few bytes can unpack to gigabytes: without a thumbnail only pictures of modest size are drawn unasked. */
const SHOWN_PIXELS = 16_000_000;

interface Picture {
  readonly id: string;
  readonly size: number;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly hasThumbnail?: boolean | undefined;
}

/** What to fetch to show a picture small; null for one that is too large without a thumbnail. */
export function getPreviewPath({ id, size, width, height, hasThumbnail }: Picture): string | null {
  if (hasThumbnail === true) return `/api/files/${id}/thumbnail`;
  const pixels = (width ?? Number.POSITIVE_INFINITY) * (height ?? Number.POSITIVE_INFINITY);
  return size <= SHOWN_WHOLE && pixels <= SHOWN_PIXELS ? `/api/files/${id}` : null;
}
