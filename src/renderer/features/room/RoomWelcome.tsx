import { Link } from 'lucide-react';
import type { MemberRoom } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { PeerAvatar } from '../../ui/PeerAvatar.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { showToast } from '../../ui/toast-store.ts';

export function RoomWelcome({ room }: { room: MemberRoom }) {
  return room.kind === 'direct' ? <DirectWelcome room={room} /> : <CodeWelcome room={room} />;
}

function DirectWelcome({ room }: { room: MemberRoom }) {
  const t = laterText().direct;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 px-6 pt-8 text-center">
      <PeerAvatar room={room} size={48} />
      <h2 className="max-w-120 font-semibold text-lg wrap-anywhere">
        <bdi>{t.welcomeTitle(room.name)}</bdi>
      </h2>
      <p className="max-w-90 text-pretty text-text-2">{t.welcomeWhy}</p>
    </div>
  );
}

/** A room in which nothing was said yet shows what brings people in: its code, large enough to read aloud. */
function CodeWelcome({ room }: { room: MemberRoom }) {
  const bridge = useBridge();
  const t = text().room;
  const copyLink = async () => {
    const result = await bridge.copyText(room.joinLink);
    if (result.ok) showToast(t.linkCopied);
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 px-6 pt-8 text-center">
      <RoomTile roomId={room.id} name={room.name} size={56} />
      <h2 className="max-w-120 font-semibold text-lg wrap-anywhere">
        <bdi>{t.welcomeTitle(room.name)}</bdi>
      </h2>
      <p className="max-w-90 text-pretty text-text-2">{t.welcomeWhy}</p>
      <p className="rounded-card bg-sunken px-8 py-4 font-medium font-mono text-2xl tracking-widest max-md:px-5 max-md:text-xl">
        {formatRoomCode(room.roomCode)}
      </p>
      <Button look="quiet" icon={<Link size={16} aria-hidden />} onClick={() => void copyLink()}>
        {t.copyLink}
      </Button>
    </div>
  );
}
