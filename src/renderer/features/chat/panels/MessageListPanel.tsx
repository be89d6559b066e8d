import { type ReactNode, useEffect, useState } from 'react';
import type { Failure, Result } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { readPlainWords } from '../../../lib/plain-words.ts';
import { text } from '../../../lib/text.ts';
import { useNameIn } from '../../../session/use-names.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { MessageCard } from '../../../ui/MessageCard.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SidePanel } from '../../../ui/SidePanel.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';

interface MessageListPanelProps {
  title: string;
  hostKey: string;
  load: () => Promise<Result<readonly { message: Message }[]>>;
  /** Whether a message that changed still belongs here. */
  isMember: (message: Message) => boolean;
  empty: { icon: ReactNode; title: string; why: string };
  placeOf: (message: Message) => string;
  onOpen: (message: Message) => void;
  actionsOf: (message: Message, forget: () => void) => ReactNode;
  onClose: () => void;
}

type Loaded = readonly Message[] | Failure | null;

function isList(loaded: Loaded): loaded is readonly Message[] {
  return Array.isArray(loaded);
}

interface KeptMessageProps {
  hostKey: string;
  message: Message;
  place: string;
  onOpen: () => void;
  actions: ReactNode;
}

function KeptMessage({ hostKey, message, ...rest }: KeptMessageProps) {
  const { userId, displayName, roomId, poll } = message;
  const showName = useNameIn({ hostKey, roomId });
  return (
    <MessageCard userId={userId ?? displayName} displayName={showName(userId, displayName)} {...rest}>
      {poll?.question ?? (readPlainWords(message) || laterText().actions.attachmentOnly)}
    </MessageCard>
  );
}

/** Messages kept at hand, followed while the panel is open. */
export function MessageListPanel(props: MessageListPanelProps) {
  const { title, hostKey, load, isMember, empty, placeOf, onOpen, actionsOf, onClose } = props;
  const { onPush } = useSessionActions();
  const [loaded, setLoaded] = useState<Loaded>(null);

  useEffect(() => {
    let isMounted = true;
    const fetchAll = async () => {
      const answer = await load();
      if (isMounted) setLoaded(answer.ok ? answer.data.map(({ message }) => message) : answer.error);
    };
    void fetchAll();
    const undo = onPush((from, push) => {
      // Rare enough to ask for the whole list again.
      if (from === hostKey && push.name === 'room:message-updated') void fetchAll();
    });
    return () => {
      isMounted = false;
      undo();
    };
  }, [load, onPush, hostKey]);

  const shown = isList(loaded) ? loaded.filter(isMember) : [];
  return (
    <SidePanel title={title} onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
        {loaded === null && (
          <div className="flex justify-center py-8">
            <Spinner label={text().common.loading} />
          </div>
        )}
        {loaded !== null && !isList(loaded) && <Notice tone="bad">{errorSentence(loaded)}</Notice>}
        {isList(loaded) && shown.length === 0 && (
          <EmptyState icon={empty.icon} title={empty.title}>
            {empty.why}
          </EmptyState>
        )}
        <ul className="flex flex-col gap-2">
          {shown.map((message) => (
            <li key={message.id}>
              <KeptMessage
                hostKey={hostKey}
                message={message}
                place={placeOf(message)}
                onOpen={() => onOpen(message)}
                actions={actionsOf(message, () =>
                  setLoaded(shown.filter((known) => known.id !== message.id)),
                )}
              />
            </li>
          ))}
        </ul>
      </div>
    </SidePanel>
  );
}
