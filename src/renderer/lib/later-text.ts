import { enLater, type LaterCatalogue } from '../locales/en-later.ts';

const CATALOGUES: Readonly<Record<string, LaterCatalogue>> = { en: enLater };

/** What is said in parts of the program that are loaded later; only they may import this. */
export function laterText(): LaterCatalogue {
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;
  return CATALOGUES[language] ?? enLater;
}
