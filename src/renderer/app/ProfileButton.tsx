import { type SubmitEvent, useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { DisplayNameSchema, type UserStatus } from '#shared/model/user.ts';
import { useBridge } from '../bridge/use-bridge.ts';
import { errorSentence } from '../lib/error-sentence.ts';
import { text } from '../lib/text.ts';
import { useIsAway } from '../session/use-is-away.ts';
import { useSession, useSessionActions } from '../session/use-session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { TextField } from '../ui/TextField.tsx';
import { showToast } from '../ui/toast-store.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { useApp } from './app-context.ts';

function useSelf() {
  const status = useApp((state) => state.hostStatus);
  const ownKey = status?.state === 'running' ? status.address.hostKey : '';
  const host = useSession((state) => state.hosts[ownKey] ?? Object.values(state.hosts)[0]);
  return { self: host?.self ?? null, isAway: useIsAway(host) };
}

/** Who I am, with name and status changed in place. */
export function ProfileButton() {
  const displayName = useApp((state) => state.settings?.displayName ?? null);
  const { self, isAway } = useSelf();
  const [isOpen, setIsOpen] = useState(false);
  const words = text().app;
  return (
    <Popover
      label={words.profileTitle}
      align="end"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          className="flex h-9 max-w-50 items-center gap-2 rounded-full py-0.5 pe-3 ps-0.5 text-sm transition-colors hover:bg-hover max-md:h-11 max-md:min-w-11 max-md:justify-center max-md:p-0"
        >
          <Avatar
            userId={self?.id ?? ''}
            name={displayName ?? '?'}
            status={isAway ? 'unknown' : self?.status === 'offline' ? 'online' : (self?.status ?? 'offline')}
          />
          <span className="truncate font-medium max-md:sr-only">{displayName ?? words.profileUnnamed}</span>
          {displayName !== null && <VisuallyHidden>{words.profile}</VisuallyHidden>}
        </button>
      }
    >
      <ProfileForm displayName={displayName ?? ''} onDone={() => setIsOpen(false)} />
    </Popover>
  );
}

const STATUS_LIVES = ['kept', 'hour', 'today'] as const;
type StatusLife = (typeof STATUS_LIVES)[number];

/** When the words about oneself go by themselves. */
function untilOf(life: StatusLife, now: number): string | null {
  if (life === 'kept') return null;
  const until = life === 'hour' ? now + 3_600_000 : new Date(now).setHours(23, 59, 59, 0);
  return new Date(until).toISOString();
}

function ProfileForm({ displayName, onDone }: { displayName: string; onDone: () => void }) {
  const bridge = useBridge();
  const actions = useSessionActions();
  const { self } = useSelf();
  const [name, setName] = useState(displayName);
  const [statusText, setStatusText] = useState(self?.statusText ?? '');
  const [life, setLife] = useState<StatusLife>('kept');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { app: words, common, settings } = text();
  const status = self?.status === 'away' || self?.status === 'busy' ? self.status : 'online';

  const handleStatus = async (next: UserStatus) => {
    const result = await actions.setStatus(next);
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = DisplayNameSchema.safeParse(name);
    if (!parsed.success) return setError(name.trim() === '' ? settings.nameNeeded : settings.nameTooLong);
    setIsBusy(true);
    const results = [
      await bridge.changeSettings({ displayName: parsed.data }),
      await actions.changeName(parsed.data),
      await actions.setStatus(status, statusText.trim() || null, untilOf(life, Date.now())),
    ];
    setIsBusy(false);
    const failed = results.find((result) => !result.ok);
    if (failed !== undefined && !failed.ok) return setError(errorSentence(failed.error));
    onDone();
  };

  return (
    <form noValidate onSubmit={(event) => void handleSubmit(event)} className="flex w-72 flex-col gap-4">
      <TextField
        label={words.nameLabel}
        hint={words.nameHint}
        autoComplete="nickname"
        maxLength={SIZES.displayName * 2}
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(undefined);
        }}
      />
      <Segmented
        label={words.statusLabel}
        value={status}
        options={(['online', 'away', 'busy'] as const).map((value) => ({ value, label: common[value] }))}
        onChange={(next) => void handleStatus(next)}
      />
      <TextField
        label={words.statusTextLabel}
        placeholder={words.statusTextPlaceholder}
        maxLength={SIZES.statusText}
        value={statusText}
        onChange={(event) => setStatusText(event.target.value)}
      />
      {statusText.trim() !== '' && (
        <Segmented
          label={words.statusLifeLabel}
          value={life}
          options={STATUS_LIVES.map((value) => ({ value, label: words.statusLives[value] }))}
          onChange={setLife}
        />
      )}
      <Button type="submit" look="primary" isBusy={isBusy}>
        {common.save}
      </Button>
    </form>
  );
}
