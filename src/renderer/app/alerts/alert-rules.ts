import type { Message } from '#shared/model/message.ts';
import type { NotifyLevel } from '#shared/model/room.ts';
import type { AlertSettings } from '../../session/alert-settings.ts';

export type Importance = 'mention' | 'message';

function hasKeyword(content: string, keywords: readonly string[]): boolean {
  const words = content.toLowerCase();
  return keywords.some((keyword) => keyword !== '' && words.includes(keyword.toLowerCase()));
}

export interface AlertCase {
  readonly message: Message;
  readonly selfId: string | undefined;
  readonly level: NotifyLevel;
  /** A conversation of two: everything in it is meant for me. */
  readonly isDirect: boolean;
  readonly settings: AlertSettings;
  readonly now: number;
}

/** Whether a message is worth telling, and how much; null for one that is not. */
export function judgeMessage({
  message,
  selfId,
  level,
  isDirect,
  settings,
  now,
}: AlertCase): Importance | null {
  if (!settings.isOn || (settings.quietUntil !== null && settings.quietUntil > now)) return null;
  if (level === 'none' || message.userId === selfId || message.deletedAt !== null) return null;
  if (message.messageType === 'system') return null;
  const { mentions } = message;
  const namesMe = mentions?.all || mentions?.here || (selfId && mentions?.userIds.includes(selfId));
  if (namesMe || isDirect || hasKeyword(message.content, settings.keywords)) return 'mention';
  return level === 'all' ? 'message' : null;
}
