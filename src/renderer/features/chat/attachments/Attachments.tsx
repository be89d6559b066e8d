import { Download, FileAudio, File as FileIcon, FileVideo, Image as ImageIcon, ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '#shared/model/file.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { formatBytes } from '../../../lib/format-bytes.ts';
import { laterText } from '../../../lib/later-text.ts';
import { getPreviewPath, useFileUrl } from '../../../session/use-file-url.ts';
import { useSaveFile } from '../../../session/use-save-file.ts';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import { tellSaved } from '../../../ui/tell-saved.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useChat } from '../chat-context.ts';
import { fitImage } from './fit-image.ts';

const ImageViewer = lazyPart(async () => (await import('./ImageViewer.tsx')).ImageViewer);

function ImageTile({ image, onOpen }: { image: Attachment; onOpen: () => void }) {
  const { roomRef } = useChat();
  const path = getPreviewPath(image);
  const file = useFileUrl(roomRef.hostKey, path);
  const box = fitImage(image.width, image.height);
  return (
    <button
      type="button"
      aria-label={laterText().files.view(image.name)}
      onClick={onOpen}
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
      className="flex max-w-full items-center justify-center overflow-hidden rounded-card bg-sunken text-text-3"
    >
      {file.state === 'ready' && (
        <img src={file.url} alt={image.name} draggable={false} className="size-full object-cover" />
      )}
      {file.state === 'failed' && <ImageOff size={24} aria-hidden />}
      {path === null && (
        <span className="flex min-w-0 flex-col items-center gap-1 px-3 text-xs">
          <ImageIcon size={24} aria-hidden />
          <bdi className="max-w-full truncate">{image.name}</bdi>
        </span>
      )}
    </button>
  );
}

function iconOf({ kind }: Attachment) {
  if (kind === 'audio') return FileAudio;
  return kind === 'video' ? FileVideo : FileIcon;
}

function FileChip({ file }: { file: Attachment }) {
  const { roomRef } = useChat();
  const saveFile = useSaveFile(roomRef.hostKey);
  const Icon = iconOf(file);
  return (
    <button
      type="button"
      onClick={() => void saveFile(file).then((saved) => tellSaved(file.name, saved))}
      className="flex w-70 max-w-full items-center gap-3 rounded-card border border-line bg-surface px-3 py-2.5 text-start text-text hover:bg-hover"
    >
      <Icon size={20} aria-hidden className="shrink-0 text-text-3" />
      <span className="min-w-0 flex-1">
        <VisuallyHidden>{laterText().files.save} </VisuallyHidden>
        <bdi className="block truncate font-medium text-sm">{file.name}</bdi>
        <span className="text-text-3 text-xs">{formatBytes(file.size)}</span>
      </span>
      <Download size={16} aria-hidden className="shrink-0 text-text-3" />
    </button>
  );
}

/** The files of a message: pictures to look at, everything else to save. */
export function Attachments({ files, isOwn }: { files: readonly Attachment[]; isOwn: boolean }) {
  const { roomRef } = useChat();
  const [viewed, setViewed] = useState<number | null>(null);
  const images = files.filter(({ kind }) => kind === 'image');
  const others = files.filter(({ kind }) => kind !== 'image');
  return (
    <div className={joinClasses('flex max-w-full flex-col gap-1.5', isOwn ? 'items-end' : 'items-start')}>
      {images.length > 0 && (
        <div className={joinClasses('flex max-w-full flex-wrap items-start gap-1.5', isOwn && 'justify-end')}>
          {images.map((image, index) => (
            <ImageTile key={image.id} image={image} onOpen={() => setViewed(index)} />
          ))}
        </div>
      )}
      {others.map((file) => (
        <FileChip key={file.id} file={file} />
      ))}
      {viewed !== null && (
        <ImageViewer
          hostKey={roomRef.hostKey}
          images={images}
          start={viewed}
          onClose={() => setViewed(null)}
        />
      )}
    </div>
  );
}
