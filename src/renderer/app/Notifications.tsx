import { NotificationsButton } from '../features/notifications/NotificationsButton.tsx';
import { useSessionActions } from '../session/use-session.ts';
import { acceptInvite } from './accept-invite.ts';
import { useNavigation } from './app-context.ts';

/** The bell, wherever it stands. */
export function Notifications() {
  const navigation = useNavigation();
  const actions = useSessionActions();
  return (
    <NotificationsButton
      onOpen={navigation.showRoom}
      onAccept={(hostKey, token) => acceptInvite({ actions, navigation }, { hostKey, token })}
    />
  );
}
