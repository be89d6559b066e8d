import type { ComponentProps } from 'react';
import { Dialog } from './Dialog.tsx';
import { Tabs } from './Tabs.tsx';

type TabsDialogProps<Name extends string> = ComponentProps<typeof Tabs<Name>> & {
  title: string;
  onClose: () => void;
};

/** A dialog of several panels; it keeps its height while they change. */
export function TabsDialog<Name extends string>({ title, onClose, ...tabs }: TabsDialogProps<Name>) {
  return (
    <Dialog title={title} size="medium" onClose={onClose}>
      <div className="min-h-90">
        <Tabs {...tabs} />
      </div>
    </Dialog>
  );
}
