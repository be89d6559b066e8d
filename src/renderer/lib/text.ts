import { type Catalogue, en } from '../locales/en.ts';

const CATALOGUES: Readonly<Record<string, Catalogue>> = { en };

/** Everything said on screen, in the language of the page. */
export function text(): Catalogue {
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;
  return CATALOGUES[language] ?? en;
}
