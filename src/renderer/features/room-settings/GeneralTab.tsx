import { Globe, KeyRound } from 'lucide-react';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { laterText } from '../../lib/later-text.ts';
import { fromLocalInput, toLocalInput } from '../../lib/local-time.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { AgentLimit } from './AgentLimit.tsx';
import { PasswordSetting } from './PasswordSetting.tsx';
import {
  checkSettings,
  explainRefusal,
  findChanges,
  LIMIT,
  type SettingsDraft,
  type SettingsErrors,
} from './settings-draft.ts';

export function GeneralTab({ roomRef, room }: { roomRef: RoomRef; room: MemberRoom }) {
  const { changeRoomSettings } = useSessionActions();
  const [draft, setDraft] = useState<SettingsDraft>({});
  const [errors, setErrors] = useState<SettingsErrors>({});
  const [refusals, setRefusals] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const words = laterText().moderation;
  const { lobby, common } = text();
  const changes = findChanges(draft, room);
  const isChanged = Object.keys(changes).length > 0;
  const shown = { ...room, ...draft };

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  const change = (part: SettingsDraft) => {
    setDraft((known) => ({ ...known, ...part }));
    setErrors({});
  };
  const refuse = (next: SettingsErrors) => {
    setErrors(next);
    setRefusals((count) => count + 1);
  };
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isChanged) return;
    const checked = checkSettings(changes);
    if (!checked.ok) return refuse(checked.errors);
    setBusy(true);
    const result = await changeRoomSettings(roomRef, checked.change);
    setBusy(false);
    if (!result.ok) return refuse(explainRefusal(result.error, changes));
    setDraft({});
    showToast(words.saved);
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void handleSubmit(event)}
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
        onChange={(password) => {
          const { password: _, ...rest } = draft;
          setDraft(password === undefined ? rest : { ...rest, password });
          setErrors({});
        }}
      />
      {errors.form !== undefined && <Notice tone="bad">{errors.form}</Notice>}
      <div className="flex justify-end gap-2">
        {isChanged && (
          <Button
            look="quiet"
            onClick={() => {
              setDraft({});
              setErrors({});
            }}
          >
            {common.cancel}
          </Button>
        )}
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!isChanged}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
