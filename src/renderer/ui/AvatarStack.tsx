import { Avatar } from './Avatar.tsx';

interface AvatarStackProps {
  people: readonly { userId: string; displayName: string }[];
  max?: number;
  /** What a screen reader hears instead of the faces. */
  label: string;
}

export function AvatarStack({ people, max = 4, label }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.length - shown.length;
  return (
    <span role="img" aria-label={label} className="flex items-center">
      {shown.map((person) => (
        <Avatar
          key={person.userId}
          userId={person.userId}
          name={person.displayName}
          size={24}
          className="-ms-1.5 rounded-full ring-2 ring-surface first:ms-0"
        />
      ))}
      {rest > 0 && (
        <span
          aria-hidden="true"
          className="-ms-1.5 inline-flex h-6 min-w-6 items-center justify-center rounded-full bg-sunken px-1 font-semibold text-[10px] text-text-2 ring-2 ring-surface"
        >
          +{rest}
        </span>
      )}
    </span>
  );
}
