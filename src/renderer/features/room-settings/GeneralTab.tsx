import { Globe, KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { laterText } from '../../lib/later-text.ts';
import { fromLocalInput, toLocalInput } from '../../lib/local-time.ts';
import { text } from '../../lib/text.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { AgentLimit } from './AgentLimit.tsx';
import { PasswordSetting } from './PasswordSetting.tsx';
import { LIMIT } from './settings-draft.ts';
import type { SettingsForm } from './use-settings-form.ts';

/** Name, topic, limits, password: saved together from the foot of the dialog. */
export function GeneralTab({ room, settings }: { room: MemberRoom; settings: SettingsForm }) {
  const form = useRef<HTMLFormElement>(null);
  const words = laterText().moderation;
  const { lobby } = text();
  const { draft, errors, refusals, change } = settings;
  const shown = { ...room, ...draft };

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void settings.save();
      }}
      className="flex flex-col gap-5"
    >
      <TextField
        label={lobby.roomNameLabel}
        value={shown.name}
        error={errors.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextArea
        label={lobby.descriptionLabel}
        placeholder={lobby.descriptionPlaceholder}
        value={shown.description}
        error={errors.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      <Stepper
        label={lobby.limitLabel}
        hint={words.limitHint(room.memberCount)}
        value={shown.maxParticipants}
        min={LIMIT.min}
        max={LIMIT.max}
        error={errors.maxParticipants}
        onChange={(maxParticipants) => change({ maxParticipants })}
      />
      <Segmented
        label={lobby.visibilityLabel}
        hint={shown.visibility === 'private' ? lobby.visibilityPrivateHint : lobby.visibilityPublicHint}
        value={shown.visibility}
        options={[
          { value: 'private', label: lobby.visibilityPrivate, icon: <KeyRound size={16} aria-hidden /> },
          { value: 'public', label: lobby.visibilityPublic, icon: <Globe size={16} aria-hidden /> },
        ]}
        onChange={(visibility) => change({ visibility })}
      />
      <Segmented
        label={lobby.lifeLabel}
        hint={lobby.lifeHint[shown.life]}
        value={shown.life}
        options={(['until-empty', 'day', 'kept'] as const).map((life) => ({
          value: life,
          label: lobby.life[life],
        }))}
        onChange={(life) => change({ life })}
      />
      <TextField
        type="datetime-local"
        label={text().rooms.startLabel}
        hint={text().rooms.startHint}
        className="md:max-w-60"
        value={toLocalInput(shown.startsAt)}
        onChange={(event) => change({ startsAt: fromLocalInput(event.target.value) })}
      />
      <AgentLimit
        value={shown.agentLimit ?? null}
        hostLimit={room.hostAgentLimit ?? DEFAULT_LIMITS.agentMessagesInRow}
        onChange={(agentLimit) => change({ agentLimit })}
      />
      <PasswordSetting
        hasPassword={room.hasPassword}
        password={draft.password}
        error={errors.password}
        onChange={settings.setPassword}
      />
      {errors.form !== undefined && <Notice tone="bad">{errors.form}</Notice>}
      {/* Enter in a field saves too; the button people see stands in the foot of the dialog. */}
      <button type="submit" hidden disabled={!settings.isChanged} />
    </form>
  );
}
