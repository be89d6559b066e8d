import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; label: string; badge?: ReactNode; content: ReactNode }[];
  selected: Name;
  onSelect: (name: Name) => void;
}

/** Several panels in one place, one of them shown. Arrow keys move among the tabs. */
export function Tabs<Name extends string>({ label, tabs, selected, onSelect }: TabsProps<Name>) {
  return (
    <Radix.Root value={selected} onValueChange={(name) => onSelect(name as Name)}>
      <Radix.List
        aria-label={label}
        className="-mx-6 mb-5 flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b px-5 [scrollbar-width:none] max-md:px-3"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.name}
            value={tab.name}
            className="relative flex h-10 shrink-0 items-center gap-2 rounded-t-control px-3 max-md:px-2.5 font-medium text-sm text-text-2 transition-colors hover:text-text focus-visible:outline-offset-[-2px] data-[state=active]:text-accent-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-accent max-md:h-12"
          >
            {tab.label}
            {tab.badge}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} value={tab.name} className="rounded-control">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
