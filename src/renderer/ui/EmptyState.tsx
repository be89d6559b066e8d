import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-1 px-6 py-8 text-center">
      {icon !== undefined && (
        <span
          aria-hidden="true"
          className="mb-2 flex size-10 items-center justify-center rounded-full bg-sunken text-text-3"
        >
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="max-w-90 text-pretty text-sm text-text-3">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
