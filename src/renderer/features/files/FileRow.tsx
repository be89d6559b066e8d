import { Download, FileAudio, File as FileIcon, FileVideo, Image } from 'lucide-react';
import type { FileKind, RoomFile } from '#shared/model/file.ts';
import { formatBytes } from '../../lib/format-bytes.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import type { RoomRef } from '../../session/replica.ts';
import { getPreviewPath, useFileUrl } from '../../session/use-file-url.ts';
import { useNameIn } from '../../session/use-names.ts';
import { useSaveFile } from '../../session/use-save-file.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { tellSaved } from '../../ui/tell-saved.ts';

const ICONS: Readonly<Record<FileKind, typeof FileIcon>> = {
  image: Image,
  video: FileVideo,
  audio: FileAudio,
  file: FileIcon,
};

interface FileRowProps {
  roomRef: RoomRef;
  file: RoomFile;
  onShow: (messageId: string) => void;
}

export function FileRow({ roomRef, file, onShow }: FileRowProps) {
  const saveFile = useSaveFile(roomRef.hostKey);
  const showName = useNameIn(roomRef);
  // Only what is small: a list must not fetch every picture whole.
  const preview = useFileUrl(roomRef.hostKey, file.hasThumbnail ? getPreviewPath(file) : null);
  const Icon = ICONS[file.kind];
  const t = laterText().files;
  const save = async () => tellSaved(file.name, await saveFile(file));
  return (
    <li className="flex items-center gap-1 rounded-card hover:bg-hover">
      <button
        type="button"
        title={t.showMessage}
        onClick={() => file.messageId !== null && onShow(file.messageId)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-card p-2 text-start"
      >
        <span className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-control bg-sunken text-text-3">
          {preview.url === null ? (
            <Icon size={18} aria-hidden />
          ) : (
            <img src={preview.url} alt="" className="size-full object-cover" />
          )}
        </span>
        <span className="min-w-0">
          <bdi className="block truncate font-medium text-sm">{file.name}</bdi>
          <span className="block truncate text-text-3 text-xs">
            {formatBytes(file.size)} ·{' '}
            {t.from(showName(file.userId, file.displayName), formatShortTime(file.createdAt, Date.now()))}
          </span>
        </span>
      </button>
      <IconButton
        label={t.download(file.name)}
        tooltip={false}
        icon={<Download size={16} aria-hidden />}
        onClick={() => void save()}
      />
    </li>
  );
}
