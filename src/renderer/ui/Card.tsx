import { type ReactNode, useId } from 'react';
import { joinClasses } from '../lib/class-names.ts';

interface CardProps {
  title: string;
  className?: string;
  children: ReactNode;
}

/** A titled region with a hairline around it. */
export function Card({ title, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={joinClasses(
        'flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-6 max-md:p-4',
        className,
      )}
    >
      <h2 id={id} className="font-semibold text-lg">
        {title}
      </h2>
      {children}
    </section>
  );
}
