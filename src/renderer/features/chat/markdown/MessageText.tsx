import { createContext, Fragment, type ReactNode, use } from 'react';
import type { FoundMention } from '#shared/model/mentions.ts';
import { useBridge } from '../../../bridge/use-bridge.ts';
import { text } from '../../../lib/text.ts';

/** Who can be named in this room, for every text in it. */
export interface MentionReader {
  readonly find: (text: string) => readonly FoundMention[];
  readonly selfId: string | undefined;
}

export const MentionContext = createContext<MentionReader | null>(null);

/** A text with the people it names made visible. */
export function TextWithMentions({ children }: { children: string }) {
  const reader = use(MentionContext);
  const mentions = reader?.find(children) ?? [];
  if (mentions.length === 0) return children;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { start, end: stop, who } of mentions) {
    const isMe = typeof who === 'string' || who.userId === reader?.selfId;
    parts.push(
      children.slice(end, start),
      <mark
        key={start}
        data-mention={isMe ? 'me' : 'other'}
        className={
          isMe
            ? 'rounded-[4px] bg-warn-soft px-0.5 font-medium text-warn-text'
            : 'rounded-[4px] bg-accent-soft px-0.5 font-medium text-accent-text'
        }
      >
        {children.slice(start, stop)}
      </mark>,
    );
    end = stop;
  }
  parts.push(children.slice(end));
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <Fragment key={index}>{part}</Fragment>
  ));
}

/** A link opens outside of the app, and says so. */
export function SafeLink({ url, label, children }: { url: string; label: string; children: ReactNode }) {
  const bridge = useBridge();
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={url}
      aria-label={text().chat.opensLink(label)}
      onClick={(event) => {
        event.preventDefault();
        void bridge.openLink(url);
      }}
      className="rounded-[2px] underline decoration-current/50 underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  );
}
