import type { ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';

interface CardProps {
  id: string;
  title: string;
  className?: string;
  children: ReactNode;
}

/** A titled region with a hairline around it. */
export function Card({ id, title, className, children }: CardProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={joinClasses(
        'flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-6 max-md:p-4',
        className,
      )}
    >
      <h2 id={`${id}-title`} className="font-semibold text-lg">
        {title}
      </h2>
      {children}
    </section>
  );
}
