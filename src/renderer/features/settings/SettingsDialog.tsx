import { Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { HostStatus, NetworkView, Settings } from '#shared/contract/ipc.ts';
import { text } from '../../lib/text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { HostSection } from './HostSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { NotificationsSection } from './NotificationsSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { findSections, type SectionName } from './search-settings.ts';

export interface SectionProps {
  settings: Settings;
  hostStatus: HostStatus | null;
  network: NetworkView;
  /** Opens the network check. */
  onExamine: () => void;
  /** Opens the administration of the host in sight; null while none is. */
  onAdminister: (() => void) | null;
}

const SECTIONS: Readonly<Record<SectionName, (props: SectionProps) => ReactNode>> = {
  profile: ProfileSection,
  appearance: AppearanceSection,
  notifications: NotificationsSection,
  host: HostSection,
  network: NetworkSection,
  about: AboutSection,
};

export function SettingsDialog({ onClose, ...props }: SectionProps & { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const words = text().settings;
  const found = findSections(query);
  return (
    <Dialog title={words.title} size="medium" onClose={onClose}>
      <div className="relative mb-6">
        <Search
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-1/2 start-3 z-10 -translate-y-1/2 text-text-3"
        />
        <TextField
          type="search"
          label={words.search}
          isLabelHidden
          placeholder={words.search}
          className="ps-9"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <div className="flex min-h-90 flex-col gap-8">
        {found.map((name) => {
          const Section = SECTIONS[name];
          return (
            <section key={name} aria-labelledby={`settings-${name}`} className="flex flex-col gap-4">
              <h3 id={`settings-${name}`} className="border-line border-b pb-2 font-semibold">
                {words.sections[name]}
              </h3>
              <Section {...props} />
            </section>
          );
        })}
        {found.length === 0 && (
          <p role="status" className="py-8 text-center text-text-3">
            {words.searchEmpty(query.trim())}
          </p>
        )}
      </div>
    </Dialog>
  );
}
