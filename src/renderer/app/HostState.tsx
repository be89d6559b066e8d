import { text } from '../lib/text.ts';
import { useIsAway } from '../session/use-is-away.ts';
import { useSession } from '../session/use-session.ts';
import { useApp } from './app-context.ts';

/** This host in one line: "Hosting 2 rooms · 5 people", or whose guest one is. */
export function useHostLine(): { tone: 'good' | 'warn' | 'idle'; line: string } {
  const status = useApp((state) => state.hostStatus);
  const ownKey = status?.state === 'running' ? status.address.hostKey : '';
  const host = useSession((state) => state.hosts[ownKey]);
  const isAway = useIsAway(host);
  const words = text().app;
  if (status === null || status.state === 'starting') return { tone: 'idle', line: words.hostStarting };
  if (status.state === 'failed') return { tone: 'warn', line: words.hostFailed };
  const tone = isAway ? 'warn' : 'good';
  if (!status.address.isOwn) return { tone, line: words.guestOf(status.address.name) };
  const rooms = new Map((host?.publicRooms ?? []).map((room) => [room.id, room]));
  for (const { room } of Object.values(host?.rooms ?? {})) {
    if (room.kind !== 'direct') rooms.set(room.id, room);
  }
  if (rooms.size === 0) {
    return status.networkUrls.length === 0
      ? { tone: 'idle', line: words.hostOff }
      : { tone, line: words.hostIdle };
  }
  const people = [...rooms.values()].reduce((sum, room) => sum + room.participantCount, 0);
  return { tone, line: words.hosting(rooms.size, people) };
}

const DOTS = { good: 'bg-good', warn: 'bg-warn', idle: 'bg-outline' } as const;

export function HostState() {
  const { tone, line } = useHostLine();
  return (
    <span className="flex min-w-0 items-center gap-2 text-sm text-text-2">
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${DOTS[tone]}`} />
      <span className="truncate">{line}</span>
    </span>
  );
}
