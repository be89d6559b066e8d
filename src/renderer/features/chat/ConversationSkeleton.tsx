import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

const SHAPES = [
  { own: false, size: 'h-9 w-52' },
  { own: false, size: 'h-14 w-72' },
  { own: true, size: 'h-9 w-44' },
  { own: false, size: 'h-9 w-60' },
  { own: true, size: 'h-14 w-64' },
] as const;

export function ConversationSkeleton() {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden">
      <VisuallyHidden>{text().chat.loadingRoom}</VisuallyHidden>
      <div className="mx-auto flex w-full max-w-240 flex-col gap-3 px-4 pb-4">
        {SHAPES.map(({ own, size }) => (
          <Skeleton
            key={`${own}-${size}`}
            className={joinClasses('rounded-bubble', size, own ? 'self-end' : 'ml-10')}
          />
        ))}
      </div>
    </div>
  );
}
