import type { Transport } from './transport.ts';
import type { CallOptions, InboxMessage, InInbox, SentMessage } from './types.ts';

/** Messages from one identity to another; only the receiver can read them. */
export interface InboxVerbs {
  sendMessage(
    input: {
      ns: string;
      fromSecret: string;
      to: string;
      body: string;
      contentType?: string | undefined;
      ttlHours?: number | undefined;
    } & CallOptions,
  ): Promise<SentMessage>;
  /** Reading starts the end of a message's life, as long as the namespace gives it. */
  getInbox(
    input: InInbox & {
      unreadOnly?: boolean | undefined;
      afterMid?: string | undefined;
      wait?: number | undefined;
    },
  ): Promise<InboxMessage[]>;
  waitForMessages(
    input: InInbox & { timeout?: number | undefined; afterMid?: string | undefined },
  ): Promise<InboxMessage[]>;
  getArchivedMessages(input: InInbox): Promise<InboxMessage[]>;
  /** Does not count as reading. */
  getMessage(input: InInbox & { mid: string }): Promise<InboxMessage>;
  archiveMessage(input: InInbox & { mid: string }): Promise<void>;
  unarchiveMessage(input: InInbox & { mid: string }): Promise<void>;
  deleteMessage(input: InInbox & { mid: string }): Promise<void>;
}

const inInbox = ({ ns, id, secret, signal }: InInbox, ...rest: string[]) => ({
  path: [ns, 'inbox', id, ...rest],
  headers: { 'X-Inbox-Secret': secret },
  signal,
});

export function createInboxVerbs({ call }: Transport): InboxVerbs {
  const getInbox: InboxVerbs['getInbox'] = async (input) => {
    const { unreadOnly, afterMid, wait } = input;
    const { messages } = await call<{ messages: InboxMessage[] }>({
      method: 'GET',
      ...inInbox(input),
      query: { unread: unreadOnly, after: afterMid, wait },
      ...(wait !== undefined && { waitSeconds: wait }),
    });
    return messages;
  };

  return {
    sendMessage: ({ ns, fromSecret, to, body, contentType, ttlHours, signal }) =>
      call({
        method: 'POST',
        path: [ns, 'send'],
        headers: { 'X-Inbox-Secret': fromSecret },
        body: {
          to,
          body,
          ...(contentType !== undefined && { content_type: contentType }),
          ...(ttlHours !== undefined && { ttl_hours: ttlHours }),
        },
        signal,
      }),
    getInbox,
    waitForMessages: ({ timeout = 30, ...input }) => getInbox({ ...input, wait: timeout }),
    async getArchivedMessages(input) {
      const { messages } = await call<{ messages: InboxMessage[] }>({
        method: 'GET',
        ...inInbox(input, 'archived'),
      });
      return messages;
    },
    getMessage: (input) => call({ method: 'GET', ...inInbox(input, input.mid) }),
    async archiveMessage(input) {
      await call({ method: 'POST', ...inInbox(input, input.mid, 'archive') });
    },
    async unarchiveMessage(input) {
      await call({ method: 'POST', ...inInbox(input, input.mid, 'unarchive') });
    },
    async deleteMessage(input) {
      await call({ method: 'DELETE', ...inInbox(input, input.mid) });
    },
  };
}
