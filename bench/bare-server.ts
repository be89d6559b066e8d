import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Message } from '#shared/model/message.ts';
import { measureCpu, measureMemory, serveCommands } from './load/child-process.ts';

/**
 * The yardstick: Socket.IO as its guide shows it, nothing stored, nothing checked. It broadcasts the same frame
 * as Spaces does and answers less.
 */
const http = createServer();
const server = new Server(http, { serveClient: false });
const ROOM_ID = '01930000-0000-7000-8000-000000000000';
let seq = 0;

server.on('connection', (socket) => {
  socket.on('room:join', ({ roomId }: { roomId: string }, acknowledge: (result: unknown) => void) => {
    void socket.join(roomId);
    acknowledge({ ok: true });
  });
  socket.on(
    'room:message',
    (
      draft: { roomId: string; content: string; clientId: string },
      acknowledge: (result: unknown) => void,
    ) => {
      seq += 1;
      const message: Message = {
        id: `01930000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
        seq,
        roomId: draft.roomId,
        userId: ROOM_ID,
        displayName: 'Member 1',
        kind: 'person',
        messageType: 'user_text',
        content: draft.content,
        contentType: 'text/plain',
        metadata: {},
        replyToId: null,
        threadId: null,
        clientId: draft.clientId,
        createdAt: new Date().toISOString(),
        editedAt: null,
        deletedAt: null,
        reactions: [],
        attachments: [],
      };
      server.to(draft.roomId).emit('room:message-received', { message });
      acknowledge({ ok: true });
    },
  );
});

await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', 4_096, resolve));

serveCommands<'listen' | 'prepare' | 'cpu' | 'memory'>(
  {
    listen: () => ({ port: (http.address() as AddressInfo).port }),
    prepare: ({ members }) => ({
      roomId: `${ROOM_ID.slice(0, -4)}${String(members).padStart(4, '0')}`,
      auths: Array.from({ length: members }, () => ({})),
    }),
    cpu: measureCpu,
    memory: measureMemory,
  },
  () => server.close(),
);
