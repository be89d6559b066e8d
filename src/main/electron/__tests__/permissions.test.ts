import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { guardPermissions } from '../permissions.ts';

type Ask = Parameters<Session['setPermissionRequestHandler']>[0];
type Check = Parameters<Session['setPermissionCheckHandler']>[0];

/** A session that only keeps what it is told. */
function guard() {
  let ask: Ask = null;
  let check: Check = null;
  const session = {
    setPermissionRequestHandler: (handler: Ask) => {
      ask = handler;
    },
    setPermissionCheckHandler: (handler: Check) => {
      check = handler;
    },
  };
  guardPermissions({ session: session as Session, origin: 'app://spaces' });
  return (permission: string, requestingUrl: string) => {
    let answer: boolean | undefined;
    const details = { requestingUrl, isMainFrame: true };
    ask?.(null as never, permission as never, (isGranted) => (answer = isGranted), details as never);
    expect(check?.(null, permission as never, requestingUrl, details as never)).toBe(answer);
    return answer;
  };
}

test.each(['notifications', 'fullscreen', 'clipboard-sanitized-write', 'local-network-access'])(
  'our page may have %s and no other page may',
  (permission) => {
    const mayHave = guard();
    expect(mayHave(permission, 'app://spaces/')).toBe(true);
    expect(mayHave(permission, 'https://example.org/')).toBe(false);
    expect(mayHave(permission, 'app://other/')).toBe(false);
  },
);

test.each(['geolocation', 'usb', 'hid', 'serial', 'midi', 'clipboard-read', 'openExternal', 'unknown'])(
  'nobody may have %s',
  (permission) => {
    expect(guard()(permission, 'app://spaces/')).toBe(false);
  },
);
