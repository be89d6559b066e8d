import { useState } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { showToast } from '../../ui/toast-store.ts';
import {
  checkSettings,
  dropSaved,
  explainRefusal,
  findChanges,
  type SettingsDraft,
  type SettingsErrors,
} from './settings-draft.ts';

export interface SettingsForm {
  readonly draft: SettingsDraft;
  readonly errors: SettingsErrors;
  /** Rises with every refusal: the first wrong field gets the focus. */
  readonly refusals: number;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  change(part: SettingsDraft): void;
  setPassword(password: string | null | undefined): void;
  reset(): void;
  save(): Promise<void>;
}

/** What was touched in the settings; it belongs to the dialog, so that other tabs do not lose it. */
export function useSettingsForm(roomRef: RoomRef, room: MemberRoom | undefined): SettingsForm {
  const { changeRoomSettings } = useSessionActions();
  const [draft, setDraft] = useState<SettingsDraft>({});
  const [errors, setErrors] = useState<SettingsErrors>({});
  const [refusals, setRefusals] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const changes = room === undefined ? {} : findChanges(draft, room);
  const isChanged = Object.keys(changes).length > 0;

  const refuse = (next: SettingsErrors) => {
    setErrors(next);
    setRefusals((count) => count + 1);
  };
  const replace = (next: SettingsDraft) => {
    setDraft(next);
    setErrors({});
  };
  return {
    ...{ draft, errors, refusals, isChanged, isBusy },
    change: (part) => replace({ ...draft, ...part }),
    setPassword(password) {
      const { password: _, ...rest } = draft;
      replace(password === undefined ? rest : { ...rest, password });
    },
    reset: () => replace({}),
    async save() {
      if (!isChanged || isBusy) return;
      const checked = checkSettings(changes);
      if (!checked.ok) return refuse(checked.errors);
      setBusy(true);
      const result = await changeRoomSettings(roomRef, checked.change);
      setBusy(false);
      if (!result.ok) return refuse(explainRefusal(result.error, changes));
      setDraft((latest) => dropSaved(latest, draft));
      showToast(laterText().moderation.saved);
    },
  };
}
