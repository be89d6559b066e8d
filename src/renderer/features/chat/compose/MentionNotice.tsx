import { useMemo } from 'react';
import { createMentionFinder } from '#shared/model/mentions.ts';
import type { Participant } from '#shared/model/room.ts';
import { laterText } from '../../../lib/later-text.ts';
import { Notice } from '../../../ui/Notice.tsx';

const MANY = 20;

/** Before everybody is called: how many that is. */
export function MentionNotice({
  typed,
  participants,
}: {
  typed: string;
  participants: readonly Participant[];
}) {
  const find = useMemo(() => createMentionFinder([]), []);
  const groups = find(typed).map(({ who }) => who);
  const callsAll = groups.includes('all');
  const callsHere = groups.includes('here');
  if (!callsAll && !callsHere) return null;
  const called = participants.filter(({ isOnline }) => callsAll || isOnline).length - 1;
  if (called <= MANY) return null;
  return (
    <div className="pb-1.5">
      <Notice tone="warn">{laterText().compose.manyMentioned(called)}</Notice>
    </div>
  );
}
