import type { InviteStatus } from '#shared/model/invite.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface SpentInviteProps {
  status: Exclude<InviteStatus, 'open'>;
  onGoOn: () => void;
}

/** Said before a name is asked for: nothing that is typed would help. */
export function SpentInvite({ status, onGoOn }: SpentInviteProps) {
  const words = text().rooms;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="bad">
        <strong className="font-semibold">{words.gateSpent[status]}</strong> {words.gateSpentWhy}
      </Notice>
      <Button size="large" autoFocus onClick={onGoOn}>
        {words.gateWithout}
      </Button>
    </div>
  );
}
