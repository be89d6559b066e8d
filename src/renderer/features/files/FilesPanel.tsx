import { Files } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { FileKind, RoomFile } from '#shared/model/file.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { FileRow } from './FileRow.tsx';
import { GalleryTile } from './GalleryTile.tsx';

interface FilesPanelProps {
  roomRef: RoomRef;
  onShow: (messageId: string) => void;
  onClose: () => void;
}

const FILTERS = ['all', 'image', 'video', 'audio', 'file'] as const;
type Filter = (typeof FILTERS)[number];

interface FileList {
  readonly files: readonly RoomFile[];
  readonly nextCursor: string | null;
  readonly failure: Failure | null;
}

/** One page after another of a room's files; a new file in the room asks for the first page again. */
function useRoomFiles({ hostKey, roomId }: RoomRef, filter: Filter) {
  const { callHost, onPush } = useSessionActions();
  const [list, setList] = useState<FileList | null>(null);
  const [round, setRound] = useState(0);
  const kind: FileKind | undefined = filter === 'all' ? undefined : filter;

  const loadPage = async (cursor: string | undefined): Promise<FileList> => {
    const answer = await callHost(hostKey, {
      name: 'listFiles',
      params: { roomId },
      query: { kind, limit: 60, cursor },
    });
    if (!answer.ok) return { files: [], nextCursor: null, failure: answer.error };
    const sent = answer.data.files.filter(({ messageId }) => messageId !== null);
    return { files: sent, nextCursor: answer.data.nextCursor, failure: null };
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: loadPage is made of the values named here
  useEffect(() => {
    let isWanted = true;
    void loadPage(undefined).then((page) => {
      if (isWanted) setList(page);
    });
    return () => {
      isWanted = false;
    };
  }, [callHost, hostKey, roomId, kind, round]);

  useEffect(
    () =>
      onPush((from, push) => {
        const isFile = push.name === 'room:message-received' && push.payload.message.attachments.length > 0;
        if (from === hostKey && (isFile || push.name === 'room:message-updated')) setRound((now) => now + 1);
      }),
    [onPush, hostKey],
  );

  const loadMore = async () => {
    const cursor = list?.nextCursor;
    if (!cursor) return;
    const page = await loadPage(cursor);
    setList((known) => known && { ...page, files: [...known.files, ...page.files] });
  };
  return { list, loadMore };
}

/** Everything that was sent in this room: pictures as a gallery, the rest as a list. */
export function FilesPanel({ roomRef, onShow, onClose }: FilesPanelProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const { list, loadMore } = useRoomFiles(roomRef, filter);
  const t = laterText().files;
  const files = list?.files ?? [];
  return (
    <SidePanel
      title={laterText().panels.showFiles}
      onClose={onClose}
      head={
        <fieldset className="flex flex-wrap gap-1 border-line border-b p-3">
          <legend className="sr-only">{t.filter}</legend>
          {FILTERS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
              className="h-8 rounded-full border border-line px-3 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text max-md:h-11"
            >
              {t.kinds[name]}
            </button>
          ))}
        </fieldset>
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
        {list === null && (
          <div className="flex justify-center py-8">
            <Spinner label={text().common.loading} />
          </div>
        )}
        {list?.failure && <Notice tone="bad">{errorSentence(list.failure)}</Notice>}
        {list !== null && list.failure === null && files.length === 0 && (
          <EmptyState icon={<Files size={20} />} title={t.none}>
            {t.noneWhy}
          </EmptyState>
        )}
        {filter === 'image' ? (
          <ul className="grid grid-cols-3 gap-1.5">
            {files.map((file) => (
              <GalleryTile key={file.id} hostKey={roomRef.hostKey} file={file} onShow={onShow} />
            ))}
          </ul>
        ) : (
          <ul className="flex flex-col gap-1">
            {files.map((file) => (
              <FileRow key={file.id} roomRef={roomRef} file={file} onShow={onShow} />
            ))}
          </ul>
        )}
        {list?.nextCursor && (
          <div className="flex justify-center pt-3">
            <Button onClick={() => void loadMore()}>{laterText().search.more}</Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}
