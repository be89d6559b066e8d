import { SIZES } from '#shared/contract/limits.ts';
import { utf8Length } from '#shared/model/text.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { text } from '../../../lib/text.ts';

const COUNT_FROM = SIZES.messageBytes * 0.9;

/** Most texts are far from the limit: only long ones are measured exactly, the others count as nothing. */
export function countBytes(message: string): number {
  return message.length * 3 < COUNT_FROM ? 0 : utf8Length(message);
}

/** How much more fits, said from where it begins to matter. */
export function ByteCounter({ bytes }: { bytes: number }) {
  if (bytes < COUNT_FROM) return null;
  const left = SIZES.messageBytes - bytes;
  return (
    <span
      role="status"
      className={joinClasses('shrink-0 text-xs tabular-nums', left < 0 ? 'text-bad-text' : 'text-text-3')}
    >
      {left < 0 ? text().chat.bytesOver(-left) : text().chat.bytesLeft(left)}
    </span>
  );
}
