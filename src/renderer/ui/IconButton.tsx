import type { ComponentPropsWithRef, ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, shown as tooltip too. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  tooltip?: boolean;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  isPressed?: boolean;
}

export function IconButton({
  label,
  icon,
  shortcut,
  tooltip = true,
  tooltipSide = 'bottom',
  isPressed,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      {...rest}
      type={type}
      aria-label={label}
      aria-pressed={isPressed}
      className={joinClasses(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-control text-text-2 transition-colors hover:bg-hover hover:text-text active:bg-pressed disabled:opacity-50 aria-pressed:bg-accent-soft aria-pressed:text-accent-text max-md:size-11',
        className,
      )}
    >
      {icon}
    </button>
  );
  if (!tooltip) return button;
  return (
    <Tooltip label={label} side={tooltipSide} {...(shortcut === undefined ? {} : { shortcut })}>
      {button}
    </Tooltip>
  );
}
