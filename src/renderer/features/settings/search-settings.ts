import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';

export const SECTION_NAMES = ['profile', 'appearance', 'notifications', 'host', 'network', 'about'] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** Every word that stands in a section, so that search finds what people see. */
function getWords(name: SectionName): readonly string[] {
  const { settings: words, app, network, waiting, alerts } = text();
  const labels: Readonly<Record<SectionName, readonly string[]>> = {
    profile: [words.nameLabel, words.nameHint],
    appearance: [words.themeLabel, words.themeHint, app.themeSystem, app.themeLight, app.themeDark],
    notifications: [
      alerts.isOn,
      alerts.keywords,
      alerts.quiet,
      alerts.test,
      waiting.soundLabel,
      waiting.soundHint,
    ],
    host: [
      words.hostNameLabel,
      words.hostingLabel,
      words.hostingHint,
      words.addressesLabel,
      words.guestLabel,
      laterText().administration.open,
    ],
    network: [
      network.allowBrowsers,
      network.allowHttp,
      network.interfacesLabel,
      network.doctorTitle,
      network.encryptedPage,
    ],
    about: [words.aboutVersion, words.aboutProtocol, words.aboutPlace, words.aboutPrivacy],
  };
  return [words.sections[name], ...labels[name]];
}

function fold(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The sections in which every typed word occurs; all of them without a query. */
export function findSections(query: string): readonly SectionName[] {
  const wanted = fold(query).split(/\s+/u).filter(Boolean);
  return SECTION_NAMES.filter((name) => {
    const all = fold(getWords(name).join(' '));
    return wanted.every((word) => all.includes(word));
  });
}
