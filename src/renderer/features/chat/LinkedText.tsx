import { findLinks } from './find-links.ts';
import { SafeLink, TextWithMentions } from './markdown/MessageText.tsx';

/** Plain text with its web links; they open outside of the app. */
export function LinkedText({ children }: { children: string }) {
  return findLinks(children).map(({ text: part, url }, index) =>
    url === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
      <TextWithMentions key={index}>{part}</TextWithMentions>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
      <SafeLink key={index} url={url} label={part}>
        {part}
      </SafeLink>
    ),
  );
}
