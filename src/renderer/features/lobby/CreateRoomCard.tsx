import { ChevronRight, Globe, KeyRound } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/contract/result.ts';
import type { CreateRoom } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  CAPACITY,
  type CreateDraft,
  type CreateErrors,
  checkDraft,
  EMPTY_DRAFT,
  explainRefusal,
} from './create-draft.ts';
import { MoreOptions } from './MoreOptions.tsx';
import { checkName, NameField } from './NameField.tsx';

interface CreateRoomCardProps {
  displayName: string | null;
  /** Null when rooms can be made; else why not, in a sentence. */
  obstacle: string | null;
  ownedRoomNames: readonly string[];
  onCreate: (room: CreateRoom, displayName: string) => Promise<Result<unknown>>;
  /** What else can be made here. */
  children?: ReactNode;
}

export function CreateRoomCard(props: CreateRoomCardProps) {
  const { displayName, obstacle, ownedRoomNames, onCreate, children } = props;
  const words = text().lobby;
  const [draft, setDraft] = useState<CreateDraft>(EMPTY_DRAFT);
  const [errors, setErrors] = useState<CreateErrors>({});
  const [person, setPerson] = useState({ name: '', error: null as string | null, isAsked: false });
  const [isBusy, setIsBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  const change = (part: Partial<CreateDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
    setErrors({});
  };
  const refuse = (next: CreateErrors) => {
    setErrors(next);
    setRefusals((count) => count + 1);
  };
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft);
    if (!checked.ok) return refuse(checked.errors);
    const nameError = displayName === null ? checkName(person.name) : null;
    if (nameError !== null) {
      // The first time the field only appears; it complains when it was left empty after that.
      setPerson({ ...person, isAsked: true, error: person.isAsked ? nameError : null });
      return refuse({});
    }
    setIsBusy(true);
    const result = await onCreate(checked.room, displayName ?? person.name);
    setIsBusy(false);
    if (!result.ok) refuse(explainRefusal(result.error, { draft, ownedRoomNames }));
  };

  return (
    <Card id="new-room" title={words.createTitle}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => void handleSubmit(event)}
        className="flex flex-col gap-4"
      >
        <TextField
          label={words.roomNameLabel}
          placeholder={words.roomNamePlaceholder}
          name="roomName"
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
          <Stepper
            label={words.limitLabel}
            value={draft.maxParticipants}
            min={CAPACITY.min}
            max={CAPACITY.max}
            error={errors.maxParticipants}
            onChange={(maxParticipants) => change({ maxParticipants })}
          />
          <div className="min-w-0 flex-1 basis-60">
            <Segmented
              label={words.visibilityLabel}
              hint={draft.visibility === 'private' ? words.visibilityPrivateHint : words.visibilityPublicHint}
              value={draft.visibility}
              options={[
                {
                  value: 'private',
                  label: words.visibilityPrivate,
                  icon: <KeyRound size={16} aria-hidden />,
                },
                { value: 'public', label: words.visibilityPublic, icon: <Globe size={16} aria-hidden /> },
              ]}
              onChange={(visibility) => change({ visibility })}
            />
          </div>
        </div>
        <details
          className="group"
          open={errors.description || errors.password || errors.life || errors.starts ? true : undefined}
        >
          <summary className="-mx-2 flex h-9 w-fit select-none list-none items-center gap-1 rounded-control px-2 font-medium text-sm text-text-2 hover:bg-hover max-md:h-11">
            <ChevronRight size={16} aria-hidden className="transition-transform group-open:rotate-90" />
            {words.moreOptions}
          </summary>
          <MoreOptions draft={draft} errors={errors} onChange={change} />
        </details>
        {displayName === null && person.isAsked && (
          <NameField
            value={person.name}
            error={person.error}
            hasAutoFocus
            onChange={(name) => setPerson({ name, error: null, isAsked: true })}
          />
        )}
        {errors.form !== undefined && <Notice tone="bad">{errors.form}</Notice>}
        {obstacle !== null && <Notice>{obstacle}</Notice>}
        <Button type="submit" look="primary" size="large" isBusy={isBusy} disabled={obstacle !== null}>
          {words.create}
        </Button>
      </form>
      {children}
    </Card>
  );
}
