import type { ComponentPropsWithRef, ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-outline/60 bg-surface text-text hover:bg-hover active:bg-pressed',
  quiet: 'text-text-2 hover:bg-hover hover:text-text active:bg-pressed',
  danger: 'bg-bad text-white hover:bg-bad-hover',
};

const SIZES = {
  small: 'h-8 px-3 text-sm max-md:h-11 max-md:px-4',
  medium: 'h-9 px-4 text-base max-md:h-11',
  large: 'h-11 px-5 text-base',
} as const;

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  look?: ButtonLook;
  size?: keyof typeof SIZES;
  icon?: ReactNode;
  /** Shows that work is under way; the button keeps its width and its focus. */
  isBusy?: boolean;
}

export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  isBusy = false,
  className,
  children,
  disabled,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        // A busy button stays focusable, so it must refuse the second press itself.
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
      className={joinClasses(
        'relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-colors disabled:opacity-50',
        LOOKS[look],
        SIZES[size],
        className,
      )}
    >
      <span className={joinClasses('inline-flex items-center gap-2', isBusy && 'invisible')}>
        {icon}
        {children}
      </span>
      {isBusy && (
        <span
          aria-hidden="true"
          className="absolute size-4 animate-spin rounded-full border-2 border-current border-t-transparent"
        />
      )}
    </button>
  );
}
