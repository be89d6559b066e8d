import { createSocket } from 'node:dgram';
import type { CheckOutcomes } from './diagnose.ts';
import type { CheckFinding } from './doctor.ts';

const LOOP_TIMEOUT_MS = 1_500;
const MULTICAST_GROUP = '239.255.74.20';

/** A datagram to a group that this machine itself is in: it comes back, or the system does not let it out. */
export async function checkMulticast({
  isDiscoveryOn,
  isFound,
  interfaces,
  signal,
}: {
  isDiscoveryOn: boolean;
  isFound: boolean;
  interfaces: { address: string }[];
  signal: AbortSignal;
}): Promise<CheckFinding<CheckOutcomes['multicast']>> {
  if (!isDiscoveryOn) return { outcome: 'not-sent', note: 'discovery is switched off' };
  if (isFound) return { outcome: 'ok', note: 'other hosts were heard' };
  const [best] = interfaces;
  if (!best) return { outcome: 'not-sent', note: 'no network' };
  const isHeard = await hearOwnDatagram(best.address, signal);
  return isHeard
    ? { outcome: 'nobody-answers', note: 'own questions come back, no other host answers' }
    : { outcome: 'not-sent', note: 'own questions do not come back' };
}

function hearOwnDatagram(address: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    const settle = (isHeard: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('message');
      socket.close();
      resolve(isHeard);
    };
    const giveUp = () => settle(false);
    const timer = setTimeout(giveUp, LOOP_TIMEOUT_MS);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('message', () => settle(true));
    socket.once('error', giveUp);
    socket.bind(0, '0.0.0.0', () => {
      try {
        socket.addMembership(MULTICAST_GROUP, address);
        socket.setMulticastInterface(address);
        // One hop: the question is for this machine and never leaves the network.
        socket.setMulticastTTL(1);
        socket.setMulticastLoopback(true);
        socket.send('spaces', socket.address().port, MULTICAST_GROUP);
      } catch {
        giveUp();
      }
    });
  });
}
