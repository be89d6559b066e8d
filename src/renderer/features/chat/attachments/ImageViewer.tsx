import { ChevronLeft, ChevronRight, Download, Maximize2, Minimize2, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { useFileUrl } from '../../../session/use-file-url.ts';
import { type SavedFile, useSaveFile } from '../../../session/use-save-file.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { tellSaved } from '../../../ui/tell-saved.ts';

interface ImageViewerProps {
  hostKey: string;
  images: readonly SavedFile[];
  start: number;
  onClose: () => void;
}

const BUTTON = 'text-white! hover:bg-white/15!';

/** Pictures over everything: arrow keys step, Space changes the size, Escape leads back. */
export function ImageViewer({ hostKey, images, start, onClose }: ImageViewerProps) {
  const saveFile = useSaveFile(hostKey);
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(start);
  const [isWhole, setWhole] = useState(false);
  const image = images[index];
  const file = useFileUrl(hostKey, image === undefined ? null : `/api/files/${image.id}`);
  const t = laterText().files;

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const step = (by: -1 | 1) => {
    setIndex((now) => Math.max(0, Math.min(images.length - 1, now + by)));
    setWhole(false);
  };
  if (image === undefined) return null;
  return (
    <dialog
      ref={dialog}
      aria-label={t.viewer(image.name, index + 1, images.length)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') step(-1);
        else if (event.key === 'ArrowRight') step(1);
        else if (event.key === ' ' && event.target === dialog.current) setWhole(!isWhole);
        else return;
        event.preventDefault();
      }}
      className="m-0 size-full max-h-none max-w-none bg-black p-0 text-white backdrop:bg-transparent"
    >
      <div className="flex size-full flex-col">
        <header className="flex h-14 shrink-0 items-center gap-1 px-3">
          <bdi className="min-w-0 flex-1 truncate font-medium">{image.name}</bdi>
          {images.length > 1 && (
            <span className="px-2 text-sm tabular-nums">
              {index + 1}/{images.length}
            </span>
          )}
          <IconButton
            label={isWhole ? t.fit : t.zoom}
            tooltip={false}
            icon={isWhole ? <Minimize2 size={20} aria-hidden /> : <Maximize2 size={20} aria-hidden />}
            className={BUTTON}
            onClick={() => setWhole(!isWhole)}
          />
          <IconButton
            label={t.download(image.name)}
            tooltip={false}
            icon={<Download size={20} aria-hidden />}
            className={BUTTON}
            onClick={() => void saveFile(image).then((saved) => tellSaved(image.name, saved))}
          />
          <IconButton
            label={text().common.close}
            tooltip={false}
            icon={<X size={20} aria-hidden />}
            className={BUTTON}
            onClick={onClose}
          />
        </header>
        <div className="relative flex min-h-0 flex-1 items-center justify-center overflow-auto">
          {file.state === 'loading' && <Spinner label={text().common.loading} />}
          {file.state === 'failed' && <p role="alert">{t.loadFailed}</p>}
          {file.state === 'ready' && (
            <img
              src={file.url}
              alt={image.name}
              className={joinClasses(isWhole ? 'm-auto max-w-none' : 'max-h-full max-w-full object-contain')}
            />
          )}
          {images.length > 1 && (
            <>
              <IconButton
                label={t.previous}
                tooltip={false}
                disabled={index === 0}
                icon={<ChevronLeft size={24} aria-hidden />}
                className={`${BUTTON} fixed! start-3 top-1/2 bg-black/50`}
                onClick={() => step(-1)}
              />
              <IconButton
                label={t.next}
                tooltip={false}
                disabled={index === images.length - 1}
                icon={<ChevronRight size={24} aria-hidden />}
                className={`${BUTTON} fixed! end-3 top-1/2 bg-black/50`}
                onClick={() => step(1)}
              />
            </>
          )}
        </div>
      </div>
    </dialog>
  );
}
