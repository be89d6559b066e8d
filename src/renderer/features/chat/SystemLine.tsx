import type { Message } from '#shared/model/message.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { type Chat, useChat } from './chat-context.ts';
import { formatDateTime } from './format-time.ts';
import { readSystemEvent, sumComingsAndGoings } from './system-events.ts';

function tellEvent(message: Message, showName: Chat['showName']): string {
  const { system, somebody } = text().chat;
  const event = readSystemEvent(message);
  if (event === null) return message.content;
  const { userId, displayName = somebody, detail = '', changes = [] } = event;
  const name = showName(userId, displayName);
  if (changes.length > 0) return laterText().settingsChanges.tell(name, changes);
  return system[event.event](name, detail);
}

function tellLine(messages: readonly Message[], showName: Chat['showName']): string {
  const [first] = messages;
  if (first !== undefined && messages.length === 1) return tellEvent(first, showName);
  const { joined, left } = sumComingsAndGoings(messages, showName);
  return text().chat.joinedAndLeft(joined, left);
}

export function SystemLine({ messages }: { messages: readonly Message[] }) {
  const chat = useChat();
  const last = messages.at(-1);
  return (
    <p
      title={last && formatDateTime(last.createdAt)}
      className="wrap-anywhere mx-auto max-w-120 text-pretty px-4 pt-3 pb-1 text-center text-text-3 text-xs contain-content"
    >
      <bdi>{tellLine(messages, chat.showName)}</bdi>
    </p>
  );
}
