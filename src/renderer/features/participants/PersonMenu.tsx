import {
  Ban,
  Crown,
  Ellipsis,
  MessageCircle,
  MessageSquare,
  MessageSquareOff,
  Shield,
  ShieldCheck,
  UserMinus,
  UserRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Participant } from '#shared/model/room.ts';
import { laterText } from '../../lib/later-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import type { PersonAct } from './find-person-acts.ts';

const ICONS: Readonly<Record<PersonAct, ReactNode>> = {
  'make-admin': <ShieldCheck size={16} aria-hidden />,
  'make-moderator': <Shield size={16} aria-hidden />,
  'make-member': <UserRound size={16} aria-hidden />,
  'hand-over': <Crown size={16} aria-hidden />,
  mute: <MessageSquareOff size={16} aria-hidden />,
  unmute: <MessageSquare size={16} aria-hidden />,
  kick: <UserMinus size={16} aria-hidden />,
  ban: <Ban size={16} aria-hidden />,
};

interface PersonMenuProps {
  person: Participant;
  acts: readonly PersonAct[];
  /** Null where the two talk alone already. */
  onMessage: (() => void) | null;
  onAct: (act: PersonAct) => void;
}

/** What can be done to somebody; there is no menu where there is nothing to do. */
export function PersonMenu({ person, acts, onMessage, onAct }: PersonMenuProps) {
  const words = laterText().moderation;
  const labels: Readonly<Record<PersonAct, string>> = {
    'make-admin': words.makeAdmin,
    'make-moderator': words.makeModerator,
    'make-member': words.makeMember,
    'hand-over': words.handOver,
    mute: words.mute,
    unmute: words.unmute,
    kick: words.kick,
    ban: words.ban,
  };
  if (acts.length === 0 && onMessage === null) return null;
  const firstStern = acts.find((act) => act === 'kick' || act === 'ban');
  return (
    <Menu
      trigger={
        <IconButton
          label={words.personMenu(person.displayName)}
          tooltip={false}
          icon={<Ellipsis size={16} aria-hidden />}
          className="text-text-3"
        />
      }
    >
      {onMessage !== null && (
        <MenuItem icon={<MessageCircle size={16} aria-hidden />} onSelect={onMessage}>
          {laterText().actions.messagePerson}
        </MenuItem>
      )}
      {onMessage !== null && acts.length > 0 && <MenuSeparator />}
      {acts.map((act) => (
        <div key={act}>
          {act === firstStern && acts[0] !== act && <MenuSeparator />}
          <MenuItem
            icon={ICONS[act]}
            isDestructive={act === 'kick' || act === 'ban'}
            onSelect={() => onAct(act)}
          >
            {labels[act]}
          </MenuItem>
        </div>
      ))}
    </Menu>
  );
}
