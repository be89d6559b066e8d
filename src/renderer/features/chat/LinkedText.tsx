import { useBridge } from '../../bridge/use-bridge.ts';
import { text } from '../../lib/text.ts';
import { findLinks } from './find-links.ts';

/** Plain text with its web links; they open outside of the app. */
export function LinkedText({ children }: { children: string }) {
  const bridge = useBridge();
  return findLinks(children).map(({ text: part, url }, index) =>
    url === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
      <span key={index}>{part}</span>
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
        key={index}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={text().chat.opensLink(part)}
        onClick={(event) => {
          event.preventDefault();
          void bridge.openLink(url);
        }}
        className="rounded-[2px] underline decoration-current/50 underline-offset-2 hover:decoration-current"
      >
        {part}
      </a>
    ),
  );
}
