import { type ReactNode, useEffect, useState } from 'react';
import type { RouteName, RouteOutput } from '#shared/contract/http.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import type { RouteCall } from '../../../lib/call-route.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { type MessageDialog, useChat } from '../chat-context.ts';
import { formatDateTime } from '../format-time.ts';
import { Markdown } from '../markdown/Markdown.tsx';

interface MessageDialogsProps {
  message: Message;
  dialog: MessageDialog;
  onClose: () => void;
}

/** Asks the host once, and shows what it says or why it did not. */
function useAnswer<N extends RouteName>(
  hostKey: string,
  call: Omit<RouteCall<N>, 'baseUrl' | 'token'>,
): RouteOutput<N> | Failure | null {
  const { callHost } = useSessionActions();
  const [answer, setAnswer] = useState<RouteOutput<N> | Failure | null>(null);
  const [given] = useState(call);
  useEffect(() => {
    let isMounted = true;
    void callHost(hostKey, given).then((result) => {
      if (isMounted) setAnswer(result.ok ? result.data : result.error);
    });
    return () => {
      isMounted = false;
    };
  }, [callHost, hostKey, given]);
  return answer;
}

function isFailure(answer: object): answer is Failure {
  return 'code' in answer && 'message' in answer;
}

function Waiting({ failure }: { failure: Failure | null }) {
  if (failure !== null) return <Notice tone="bad">{errorSentence(failure)}</Notice>;
  return (
    <div className="flex justify-center py-6">
      <Spinner label={text().common.loading} />
    </div>
  );
}

function People({
  people,
  empty,
}: {
  people: readonly { userId: string; displayName: string }[];
  empty: string;
}) {
  if (people.length === 0) return <p className="py-4 text-center text-sm text-text-3">{empty}</p>;
  return (
    <ul className="flex flex-col">
      {people.map(({ userId, displayName }) => (
        <li key={userId} className="flex min-h-11 items-center gap-3">
          <Avatar userId={userId} name={displayName} />
          <bdi className="truncate">{displayName}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Versions({ message }: { message: Message }) {
  const { roomRef } = useChat();
  const answer = useAnswer(roomRef.hostKey, { name: 'listVersions', params: { messageId: message.id } });
  if (answer === null || isFailure(answer)) return <Waiting failure={answer} />;
  return (
    <ol className="flex flex-col gap-3">
      {answer.versions.map(({ content, at }, index) => (
        <li key={at} className="rounded-card border border-line p-3">
          <p className="mb-1 text-text-3 text-xs">
            {index === answer.versions.length - 1 ? laterText().actions.currentWording : formatDateTime(at)}
          </p>
          <div dir="auto" className="wrap-anywhere min-w-0 contain-content">
            <Markdown>{content}</Markdown>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Readers({ message }: { message: Message }) {
  const { roomRef } = useChat();
  const answer = useAnswer(roomRef.hostKey, { name: 'listReaders', params: { messageId: message.id } });
  if (answer === null || isFailure(answer)) return <Waiting failure={answer} />;
  const readers = answer.readers.filter(({ userId }) => userId !== message.userId);
  return <People people={readers} empty={laterText().actions.nobodyRead} />;
}

function ReactedBy({ message }: { message: Message }) {
  const chat = useChat();
  return (
    <div className="flex flex-col gap-3">
      {message.reactions.map(({ emoji, userIds }) => (
        <section key={emoji} aria-label={emoji}>
          <h3 className="flex items-center gap-2 border-line border-b pb-1">
            <span className="text-lg">{emoji}</span>
            <span className="text-text-3 text-xs tabular-nums">{userIds.length}</span>
          </h3>
          <People people={userIds.map((userId) => ({ userId, displayName: chat.nameOf(userId) }))} empty="" />
        </section>
      ))}
    </div>
  );
}

const DIALOGS: Readonly<Record<MessageDialog, (props: { message: Message }) => ReactNode>> = {
  versions: Versions,
  readers: Readers,
  reactions: ReactedBy,
};

export function MessageDialogs({ message, dialog, onClose }: MessageDialogsProps) {
  const Content = DIALOGS[dialog];
  return (
    <Dialog title={laterText().actions.dialogs[dialog]} onClose={onClose}>
      <Content message={message} />
    </Dialog>
  );
}
