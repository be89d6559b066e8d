import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TOP_SPACE_PX } from './use-chat-scroll.ts';
import type { Loading } from './use-loading.ts';

interface HistoryTopProps {
  /** Said where nothing is older. */
  beginning: string;
  hasMore: boolean;
  /** The welcome says it already. */
  isQuiet: boolean;
  loading: Loading;
  onRetry: () => void;
}

/** The same height whatever it says, so that loading moves nothing. */
export function HistoryTop({ beginning, hasMore, isQuiet, loading, onRetry }: HistoryTopProps) {
  const { loadingOlder, loadFailed } = text().chat;
  return (
    <div
      style={{ height: TOP_SPACE_PX }}
      className="absolute inset-x-0 top-0 flex flex-col items-center justify-end gap-1 overflow-hidden px-4 pb-2 text-center text-sm text-text-3"
    >
      {!hasMore && !isQuiet && (
        <p className="line-clamp-2 font-medium wrap-anywhere">
          <bdi>{beginning}</bdi>
        </p>
      )}
      {hasMore && loading === 'failed' && (
        <>
          <p>{loadFailed}</p>
          <Button size="small" onClick={onRetry}>
            {text().common.retry}
          </Button>
        </>
      )}
      {hasMore && loading !== 'failed' && <Spinner label={loadingOlder} />}
    </div>
  );
}
