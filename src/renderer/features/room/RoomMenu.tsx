import {
  Archive,
  ArchiveRestore,
  Bookmark,
  Bot,
  ChartColumn,
  Copy,
  Ellipsis,
  Files,
  Link,
  Lock,
  LockOpen,
  LogOut,
  Pin,
  QrCode as QrIcon,
  Settings2,
  Trash2,
  UserPlus,
} from 'lucide-react';
import type { RoomAction } from '#shared/model/policy.ts';
import type { MemberRoom, NotifyLevel } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { showToast } from '../../ui/toast-store.ts';

export type RoomDialog = 'qr' | 'leave' | 'delete';
/** What other parts of the program show about this room. */
export type RoomSubject = 'room-settings' | 'invite' | 'agents' | 'analytics';

/** How long a message of a conversation of two stays after it was read, in seconds; 0 for ever. */
const READ_LIVES = [0, 3_600, 86_400, 604_800] as const;
const NOTIFY_LEVELS = ['all', 'mentions', 'none'] as const;

interface RoomMenuProps {
  roomRef: RoomRef;
  room: MemberRoom;
  onAsk: (dialog: RoomDialog) => void;
  onPanel: (panel: 'pinned' | 'saved' | 'files') => void;
  onShow: (subject: RoomSubject) => void;
}

export function RoomMenu({ roomRef, room, onAsk, onPanel, onShow }: RoomMenuProps) {
  const bridge = useBridge();
  const { callHost, changeRoomState, changeSeat } = useSessionActions();
  const t = text().room;
  const isDirect = room.kind === 'direct';
  const may = (action: RoomAction) => mayInRoom(room, action);

  const copy = async (value: string, done: string) => {
    const result = await bridge.copyText(value);
    if (result.ok) showToast(done);
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  const toggleLock = async () => {
    const result = await changeRoomState(roomRef, { locked: !room.locked });
    if (result.ok) showToast(room.locked ? t.unlockedNow : t.lockedNow);
    else showToast(errorSentence(result.error), { tone: 'bad' });
  };

  const chooseLevel = async (notify: NotifyLevel) => {
    const result = await changeSeat(roomRef, { notify });
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };

  const chooseReadLife = async (seconds: number) => {
    const result = await callHost(roomRef.hostKey, {
      name: 'setReadLife',
      params: { roomId: room.id },
      body: { readLifeSeconds: seconds === 0 ? null : seconds },
    });
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  const isArchived = room.isArchived === true;
  const archive = async () => {
    const result = await changeSeat(roomRef, { isArchived: !isArchived });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    if (isArchived) return showToast(laterText().direct.restored);
    const onAct = () => void changeSeat(roomRef, { isArchived: false });
    showToast(laterText().direct.archived, { action: { label: text().rooms.restore, onAct } });
  };

  return (
    <Menu trigger={<IconButton label={t.menu} tooltip={false} icon={<Ellipsis size={20} aria-hidden />} />}>
      {!isDirect && (
        <>
          <MenuItem
            icon={<Copy size={16} aria-hidden />}
            onSelect={() => void copy(room.roomCode, t.codeCopied(formatRoomCode(room.roomCode)))}
          >
            {t.copyCode}
          </MenuItem>
          <MenuItem
            icon={<Link size={16} aria-hidden />}
            onSelect={() => void copy(room.joinLink, t.linkCopied)}
          >
            {t.copyLink}
          </MenuItem>
          <MenuItem icon={<QrIcon size={16} aria-hidden />} onSelect={() => onAsk('qr')}>
            {t.showQr}
          </MenuItem>
        </>
      )}
      {may('invite') && (
        <>
          <MenuItem icon={<UserPlus size={16} aria-hidden />} onSelect={() => onShow('invite')}>
            {laterText().invitations.menu}
          </MenuItem>
          <MenuItem icon={<Bot size={16} aria-hidden />} onSelect={() => onShow('agents')}>
            {laterText().agents.menu}
          </MenuItem>
        </>
      )}
      {!isDirect && <MenuSeparator />}
      <MenuItem icon={<Pin size={16} aria-hidden />} onSelect={() => onPanel('pinned')}>
        {laterText().panels.showPinned}
      </MenuItem>
      <MenuItem icon={<Files size={16} aria-hidden />} onSelect={() => onPanel('files')}>
        {laterText().panels.showFiles}
      </MenuItem>
      <MenuItem icon={<Bookmark size={16} aria-hidden />} onSelect={() => onPanel('saved')}>
        {laterText().panels.showSaved}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={text().alerts.level}
        value={room.notify ?? 'all'}
        options={NOTIFY_LEVELS.map((value) => ({ value, label: text().alerts.levels[value] }))}
        onChange={(notify) => void chooseLevel(notify)}
      />
      {isDirect && (
        <>
          <MenuSeparator />
          <MenuChoice
            label={laterText().direct.readLife}
            value={String(room.readLifeSeconds ?? 0)}
            options={READ_LIVES.map((seconds) => ({
              value: String(seconds),
              label: laterText().direct.lives(seconds),
            }))}
            onChange={(value) => void chooseReadLife(Number(value))}
          />
          <MenuSeparator />
          <MenuItem
            icon={isArchived ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
            onSelect={() => void archive()}
          >
            {isArchived ? text().rooms.restore : text().rooms.directArchive}
          </MenuItem>
        </>
      )}
      {may('change-state') && <MenuSeparator />}
      {may('change-state') && (
        <MenuItem
          icon={room.locked ? <LockOpen size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
          onSelect={() => void toggleLock()}
        >
          {room.locked ? t.unlock : t.lock}
        </MenuItem>
      )}
      {(may('change-settings') || may('ban-member')) && (
        <MenuItem icon={<Settings2 size={16} aria-hidden />} onSelect={() => onShow('room-settings')}>
          {laterText().moderation.settings}
        </MenuItem>
      )}
      {may('see-analytics') && (
        <MenuItem icon={<ChartColumn size={16} aria-hidden />} onSelect={() => onShow('analytics')}>
          {laterText().analytics.menu}
        </MenuItem>
      )}
      {!isDirect && (
        <>
          <MenuSeparator />
          <MenuItem icon={<LogOut size={16} aria-hidden />} onSelect={() => onAsk('leave')}>
            {t.leave}
          </MenuItem>
        </>
      )}
      {may('delete-room') && (
        <MenuItem icon={<Trash2 size={16} aria-hidden />} isDestructive onSelect={() => onAsk('delete')}>
          {t.delete}
        </MenuItem>
      )}
    </Menu>
  );
}
