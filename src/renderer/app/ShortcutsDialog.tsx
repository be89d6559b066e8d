import { text } from '../lib/text.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SHORTCUTS } from './shortcuts.ts';

const COLUMNS = [['anywhere'], ['lobby', 'room']] as const;

function nameKeys(keys: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return isMac ? keys.replace('Mod', '⌘').replace('Alt', '⌥') : keys.replace('Mod', 'Ctrl');
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text().app.shortcuts} size="medium" isOnlyText onClose={onClose}>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        {COLUMNS.map((groups) => (
          <div key={groups[0]} className="flex flex-col gap-6">
            {groups.map((group) => (
              <ShortcutGroup key={group} group={group} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ group }: { group: (typeof COLUMNS)[number][number] }) {
  const words = text().app;
  return (
    <section aria-labelledby={`keys-${group}`}>
      <h3 id={`keys-${group}`} className="mb-1 font-medium text-sm text-text-3">
        {words.shortcutGroups[group]}
      </h3>
      <dl>
        {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
          <div key={shortcut.key} className="flex min-h-9 items-center justify-between gap-4">
            <dt className="text-sm">{words.keys[shortcut.key]}</dt>
            <dd className="shrink-0">
              <Kbd keys={nameKeys(shortcut.keys)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
