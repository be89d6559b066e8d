import type { Bridge } from '../../bridge/bridge.ts';
import type { Session } from '../../session/create-session.ts';

interface Parts {
  bridge: Bridge;
  alertSettings: Session['alertSettings'];
}

/** Shows what cannot wait while the person looks elsewhere; a click leads to the room that begins the tag. */
export function alertElsewhere(
  { bridge, alertSettings }: Parts,
  { tag, title, body }: { tag: string; title: string; body: string },
): void {
  const { isOn, quietUntil } = alertSettings.getState();
  const isQuiet = quietUntil !== null && quietUntil > Date.now();
  const isLooking = document.visibilityState === 'visible' && document.hasFocus();
  // Without a sound of its own: the door knocks by itself, the rest is no hurry.
  if (isOn && !isQuiet && !isLooking) bridge.showAlert({ tag, title, body, isSilent: true });
}
