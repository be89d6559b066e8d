import { ImageOff } from 'lucide-react';
import type { RoomFile } from '#shared/model/file.ts';
import { laterText } from '../../lib/later-text.ts';
import { getPreviewPath, useFileUrl } from '../../session/use-file-url.ts';

interface GalleryTileProps {
  hostKey: string;
  file: RoomFile;
  onShow: (messageId: string) => void;
}

/** A picture of the room; pressing it leads to its message. */
export function GalleryTile({ hostKey, file, onShow }: GalleryTileProps) {
  const path = getPreviewPath(file);
  const preview = useFileUrl(hostKey, path);
  return (
    <li>
      <button
        type="button"
        aria-label={laterText().files.view(file.name)}
        title={file.name}
        onClick={() => file.messageId !== null && onShow(file.messageId)}
        className="flex aspect-square w-full items-center justify-center overflow-hidden rounded-control bg-sunken text-text-3"
      >
        {preview.url !== null && (
          <img src={preview.url} alt={file.name} className="size-full object-cover hover:opacity-90" />
        )}
        {(preview.state === 'failed' || path === null) && <ImageOff size={20} aria-hidden />}
      </button>
    </li>
  );
}
