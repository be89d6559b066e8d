import { BellOff, BellRing } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { text } from '../../lib/text.ts';
import { useTopDialog } from '../../lib/use-top-dialog.ts';
import { useSession, useSessionActions } from '../../session/use-session.ts';
import { AvatarStack } from '../../ui/AvatarStack.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { createDoorKeeper } from './door-words.ts';
import { type DoorCrowd, findKnockers } from './find-knockers.ts';
import { useKnocking } from './use-knocking.ts';

/** Who knocks, wherever I am and whatever is open, until each of them has an answer. */
export function DoorBell({ isSoundOn }: { isSoundOn: boolean }) {
  const hosts = useSession((state) => state.hosts);
  const crowds = useMemo(() => findKnockers(hosts), [hosts]);
  return crowds.length === 0 ? null : <DoorBellCards crowds={crowds} isSoundOn={isSoundOn} />;
}

function DoorBellCards({ crowds, isSoundOn }: { crowds: readonly DoorCrowd[]; isSoundOn: boolean }) {
  const place = useTopDialog();
  const [isSilenced, setSilenced] = useState(false);
  const people = crowds.reduce((sum, crowd) => sum + crowd.people.length, 0);
  const words = text().waiting;
  useKnocking(isSoundOn && !isSilenced ? people : 0);
  return createPortal(
    <DoorBellFrame key={place === document.body ? 'page' : place.getAttribute('aria-labelledby')}>
      {crowds.map((crowd, index) => (
        <DoorCard
          key={crowd.ref.roomId}
          crowd={crowd}
          aside={
            index === 0 && isSoundOn ? (
              <IconButton
                label={isSilenced ? words.soundOn : words.soundOff}
                tooltip={false}
                icon={isSilenced ? <BellOff size={16} aria-hidden /> : <BellRing size={16} aria-hidden />}
                onClick={() => setSilenced(!isSilenced)}
              />
            ) : null
          }
        />
      ))}
    </DoorBellFrame>,
    place,
  );
}

/** A popover inside the topmost dialog: above everything and still usable. */
function DoorBellFrame({ children }: { children: React.ReactNode }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = frame.current;
    element?.showPopover();
    return () => {
      if (element?.isConnected) element.hidePopover();
    };
  }, []);
  return (
    <section
      ref={frame}
      id="door-bell"
      popover="manual"
      aria-label={text().waiting.bell}
      className="fixed inset-auto end-4 bottom-24 m-0 flex w-90 max-w-[calc(100vw-32px)] flex-col gap-2 overflow-visible border-0 bg-transparent p-0 text-text not-popover-open:hidden"
    >
      {children}
    </section>
  );
}

function DoorCard({ crowd, aside }: { crowd: DoorCrowd; aside: React.ReactNode }) {
  const actions = useSessionActions();
  const [busy, setBusy] = useState<'admit' | 'deny' | null>(null);
  const words = text().waiting;
  const door = createDoorKeeper(actions, crowd.ref);
  const [first] = crowd.people;
  if (first === undefined) return null;
  const isMany = crowd.people.length > 1;

  const act = async (what: 'admit' | 'deny', run: () => Promise<boolean>) => {
    setBusy(what);
    await run();
    setBusy(null);
  };
  return (
    <div className="animate-rise-in rounded-card border border-line bg-raised p-4 shadow-popover">
      <div className="flex items-start gap-3">
        <AvatarStack
          people={crowd.people}
          max={3}
          label={crowd.people.map((p) => p.displayName).join(', ')}
        />
        <p role="alert" className="min-w-0 flex-1 break-words text-sm">
          {isMany
            ? words.knockMany(crowd.people.length, crowd.roomName)
            : words.knocks(first.displayName, crowd.roomName)}
        </p>
        {aside}
      </div>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        {!isMany && (
          <Button
            size="small"
            look="quiet"
            aria-label={words.denyPerson(first.displayName)}
            isBusy={busy === 'deny'}
            onClick={() => void act('deny', () => door.deny(first))}
          >
            {words.deny}
          </Button>
        )}
        <Button
          size="small"
          data-admit
          look={isMany ? 'secondary' : 'primary'}
          aria-label={words.admitPerson(first.displayName)}
          isBusy={busy === 'admit'}
          onClick={() => void act('admit', () => door.admit(first))}
        >
          {isMany ? words.admitPerson(first.displayName) : words.admit}
        </Button>
        {isMany && (
          <Button size="small" look="primary" onClick={() => void act('admit', door.admitAll)}>
            {words.admitAll}
          </Button>
        )}
      </div>
    </div>
  );
}
