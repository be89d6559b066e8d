import type { ReactNode } from 'react';
import { errorSentence } from '../lib/error-sentence.ts';
import { text } from '../lib/text.ts';
import { useIsOverdue } from '../lib/use-is-overdue.ts';
import type { HostReplica } from '../session/replica.ts';
import { useSession, useSessionActions } from '../session/use-session.ts';
import { useApp } from './app-context.ts';

/** The hosts whose absence is felt on this screen: the open room's, or this page's own. */
function useFeltHost(): HostReplica | undefined {
  const view = useApp((state) => state.view);
  const status = useApp((state) => state.hostStatus);
  const ownKey = status?.state === 'running' ? status.address.hostKey : undefined;
  const hostKey = view.name === 'room' ? view.ref.hostKey : ownKey;
  return useSession((state) => (hostKey === undefined ? undefined : state.hosts[hostKey]));
}

/** One slim line at the bottom, only while there is something to say. */
export function ConnectionLine() {
  const host = useFeltHost();
  const actions = useSessionActions();
  const words = text().app;
  const connection = host?.connection;
  const isOverdue = useIsOverdue(connection?.phase === 'connecting' ? connection.since : null);
  if (host === undefined || connection === undefined) return null;
  const { name, hostKey, isOwn } = host.address;
  const tryNow = (
    <button
      type="button"
      onClick={() => actions.retryNow(hostKey)}
      className="rounded-[4px] px-1 font-semibold underline underline-offset-2 max-md:min-h-11"
    >
      {words.tryNow}
    </button>
  );
  return (
    <div role="status" className="shrink-0">
      {connection.phase === 'refused' && (
        <Line look="bg-bad-soft text-bad-text">
          {errorSentence(connection.error)} {tryNow}
        </Line>
      )}
      {connection.phase === 'connecting' && isOverdue && (
        <Line look="bg-warn-soft text-warn-text">
          {isOwn ? words.reconnecting : words.reconnectingTo(name)} {tryNow}
        </Line>
      )}
      {connection.phase === 'online' && host.isClosing && (
        <Line look="bg-warn-soft text-warn-text">{words.hostClosing(name)}</Line>
      )}
    </div>
  );
}

function Line({ look, children }: { look: string; children: ReactNode }) {
  return (
    <div className={`flex min-h-8 animate-fade-in items-center justify-center gap-2 px-4 text-sm ${look}`}>
      {children}
    </div>
  );
}
