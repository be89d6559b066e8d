import type { Bridge } from '../bridge/bridge.ts';
import {
  describeNotification,
  readInviteToken,
  readRoomName,
} from '../features/notifications/describe-notification.ts';
import { formatShortTime } from '../lib/short-time.ts';
import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import { showToast } from '../ui/toast-store.ts';
import { acceptInvite } from './accept-invite.ts';
import { alertElsewhere } from './alerts/alert-elsewhere.ts';
import type { Navigation } from './navigation.ts';

/** What a host tells in passing; what has to wait stays under the bell. */
export function watchNotices({
  bridge,
  session,
  navigation,
}: {
  bridge: Bridge;
  session: Session;
  navigation: Navigation;
}): () => void {
  const { actions, alertSettings } = session;
  const alert = (hostKey: string, roomId: string | null, title: string, body: string) =>
    alertElsewhere({ bridge, alertSettings }, { tag: `${roomId} ${hostKey} notice`, title, body });
  return actions.onPush((hostKey, push) => {
    const words = text().notifications;
    const toRoom = (roomId: string) => ({
      action: { label: words.open, onAct: () => navigation.showRoom({ hostKey, roomId }) },
    });
    if (push.name === 'notification:new') {
      const { notification } = push.payload;
      const token = readInviteToken(notification, Date.now());
      if (token === null) return;
      const sentence = describeNotification(notification);
      alert(hostKey, notification.roomId, readRoomName(notification), sentence);
      showToast(sentence, {
        action: {
          label: words.accept,
          onAct: () => {
            void actions.markNotificationsRead(hostKey, [notification.id]);
            void acceptInvite({ actions, navigation }, { hostKey, token });
          },
        },
      });
    }
    if (push.name === 'room:reminder') {
      const { name, roomId, startsAt } = push.payload;
      const sentence = words.reminder(name, formatShortTime(startsAt, Date.now()));
      alert(hostKey, roomId, name, sentence);
      showToast(sentence, toRoom(roomId));
    }
    if (push.name === 'room:ending') {
      const { name, roomId, endsAt } = push.payload;
      showToast(words.ending(name, formatShortTime(endsAt, Date.now())), toRoom(roomId));
    }
  });
}
