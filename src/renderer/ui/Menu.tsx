import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { Kbd } from './Kbd.tsx';
import { usePortalContainer } from './portal-container.ts';

const ITEM =
  'flex min-h-8 select-none items-center gap-2.5 rounded-[6px] px-2.5 text-sm outline-none max-md:min-h-11 data-disabled:opacity-50';

interface MenuProps {
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
}

/** Not modal: a modal menu would hide the page from screen readers and inject styles the policy refuses. */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  const container = usePortalContainer();
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-50 max-w-80 animate-fade-in rounded-card border border-line bg-raised p-1 text-text shadow-popover"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  shortcut?: string;
  isDestructive?: boolean;
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, shortcut, isDestructive, isDisabled, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={isDisabled ?? false}
      onSelect={onSelect}
      className={joinClasses(
        ITEM,
        isDestructive ? 'text-bad-text data-highlighted:bg-bad-soft' : 'data-highlighted:bg-hover',
      )}
    >
      {icon !== undefined && <span className="flex size-4 items-center justify-center">{icon}</span>}
      <span className="flex-1">{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Radix.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}

export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Label className="px-2.5 py-1.5 text-text-3 text-xs">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={joinClasses(ITEM, 'data-highlighted:bg-hover')}
        >
          {option.icon !== undefined && (
            <span className="flex size-4 items-center justify-center">{option.icon}</span>
          )}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check size={16} aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
