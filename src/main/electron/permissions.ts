import type { Session } from 'electron';
import { isSameOrigin } from './trusted-page.ts';

/** What the interface uses today. Everything else is refused without asking anybody. */
const ALLOWED: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'fullscreen',
  // Voice messages; the system asks the person once.
  'media',
  'notifications',
  // Hosts live on this machine and on the local network.
  'local-network',
  'local-network-access',
  'loopback-network',
]);

export function guardPermissions({ session, origin }: { session: Session; origin: string }): void {
  const mayHave = (permission: string, requester: string) =>
    ALLOWED.has(permission) && isSameOrigin(requester, origin);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(mayHave(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requester) => mayHave(permission, requester));
}
