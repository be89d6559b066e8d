import { CircleAlert, FileQuestion, FileText, FolderOpen, Pause, Play, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { formatBytes } from '../../../lib/format-bytes.ts';
import { laterText } from '../../../lib/later-text.ts';
import { pickFile } from '../../../lib/pick-file.ts';
import { useBlobUrl } from '../../../lib/use-blob-url.ts';
import type { Upload } from '../../../session/upload-store.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { showToast } from '../../../ui/toast-store.ts';

const DRAWN = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;
const LARGEST_DRAWN = 16 * 1_048_576;
const BUTTON = 'size-7! max-md:size-11!';

function Controls({ upload }: { upload: Upload }) {
  const { pauseUpload, resumeUpload, cancelUpload, chooseAgain } = useSessionActions();
  const t = laterText().files;
  const choose = () =>
    pickFile(async (file) => {
      const chosen = await chooseAgain(upload.id, file);
      if (!chosen.ok) showToast(t.anotherFile(upload.name), { tone: 'bad' });
    });
  return (
    <span className="flex shrink-0">
      {upload.state === 'missing' && (
        <IconButton
          label={t.chooseAgain(upload.name)}
          tooltip={false}
          icon={<FolderOpen size={14} aria-hidden />}
          className={BUTTON}
          onClick={choose}
        />
      )}
      {upload.state === 'sending' && (
        <IconButton
          label={t.pause(upload.name)}
          tooltip={false}
          icon={<Pause size={14} aria-hidden />}
          className={BUTTON}
          onClick={() => pauseUpload(upload.id)}
        />
      )}
      {(upload.state === 'paused' || upload.state === 'failed') && (
        <IconButton
          label={upload.state === 'paused' ? t.resume(upload.name) : t.retry(upload.name)}
          tooltip={false}
          icon={
            upload.state === 'paused' ? <Play size={14} aria-hidden /> : <RotateCw size={14} aria-hidden />
          }
          className={BUTTON}
          onClick={() => resumeUpload(upload.id)}
        />
      )}
      <IconButton
        label={t.remove(upload.name)}
        tooltip={false}
        icon={<X size={14} aria-hidden />}
        className={BUTTON}
        onClick={() => void cancelUpload(upload.id)}
      />
    </span>
  );
}

function describe({ state, size, sent, error }: Upload): string {
  const t = laterText().files;
  if (state === 'failed') return error === null ? t.failed : errorSentence(error);
  if (state === 'missing') return t.missing;
  if (state === 'done') return formatBytes(size);
  const share = size === 0 ? 100 : Math.floor((sent / size) * 100);
  return state === 'paused' ? t.pausedAt(share) : t.sentOf(formatBytes(sent), formatBytes(size));
}

function StateIcon({ state }: Pick<Upload, 'state'>) {
  if (state === 'failed') return <CircleAlert size={18} aria-hidden className="shrink-0 text-bad-text" />;
  const Icon = state === 'missing' ? FileQuestion : FileText;
  const tone = state === 'missing' ? 'text-warn-text' : 'text-text-3';
  return <Icon size={18} aria-hidden className={joinClasses('shrink-0', tone)} />;
}

/** A picture beside the composer shows itself, unless something has to be said about it. */
function Sign({ upload }: { upload: Upload }) {
  const { blob, state } = upload;
  const [isBroken, setBroken] = useState(false);
  const isPicture = blob !== null && DRAWN.test(blob.type) && blob.size <= LARGEST_DRAWN;
  const url = useBlobUrl(isPicture && !isBroken && state !== 'failed' ? blob : null);
  if (url === null) return <StateIcon state={state} />;
  return (
    <img
      src={url}
      alt=""
      onError={() => setBroken(true)}
      className="size-9 shrink-0 rounded-control bg-sunken object-cover"
    />
  );
}

/** The files that go with the next message, each with how far it is. */
export function UploadChips({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label={laterText().files.attached} className="flex flex-wrap gap-2 pb-2">
      {uploads.map((upload) => (
        <li
          key={upload.id}
          data-upload-state={upload.state}
          className={joinClasses(
            'relative flex min-h-12 max-w-full items-center gap-2 overflow-hidden rounded-card border border-line bg-surface py-1 ps-2.5 pe-1',
            upload.state === 'failed' ? 'w-84' : 'w-60',
          )}
        >
          <Sign upload={upload} />
          <span className="min-w-0 flex-1">
            <bdi className="block truncate font-medium text-sm">{upload.name}</bdi>
            <span
              role={upload.state === 'failed' ? 'alert' : undefined}
              className={joinClasses(
                'block text-text-3 text-xs tabular-nums',
                upload.state === 'failed' ? 'text-pretty break-words' : 'truncate',
              )}
              title={describe(upload)}
            >
              {describe(upload)}
            </span>
          </span>
          <Controls upload={upload} />
          {upload.state !== 'done' && upload.state !== 'missing' && (
            <progress
              aria-label={laterText().files.progress(upload.name)}
              max={upload.size || 1}
              value={upload.sent}
              className="progress-line absolute inset-x-0 bottom-0 h-1 w-full"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
