import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { AppError } from '#shared/contract/errors.ts';
import { type Limits, TIMES } from '#shared/contract/limits.ts';
import type { Actor } from '../domain/actor.ts';
import type { Publisher } from '../domain/events.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { Logger } from '../trust/logger.ts';
import { createAddressLimit } from '../wire/address-limit.ts';
import { createChatHandlers } from './chat-handlers.ts';
import { describeFailure } from './describe-failure.ts';
import { asEngineConnection, cutConnection, forgetHandshake } from './engine-connection.ts';
import { createFrameWriter } from './frame-writer.ts';
import { createRequestHandler, encodeError } from './handle.ts';
import { readHandshake } from './handshake.ts';
import { PING_EVERY_MS, PONG_WITHIN_MS, setHeartbeat } from './heartbeat.ts';
import { createMessageHandlers } from './message-handlers.ts';
import { createOpenSessions } from './open-sessions.ts';
import { packetParser } from './packet-parser.ts';
import { createPresenceHandlers } from './presence-handlers.ts';
import type { RealtimeServices } from './request-handlers.ts';
import { createRoomBroadcaster } from './room-broadcaster.ts';
import { createRoomHandlers } from './room-handlers.ts';
import { createRuleHandlers } from './rule-handlers.ts';
import { authenticateSession, closeSession, createSession, replyTo, type Session } from './session.ts';
import { createSubscriptions } from './subscriptions.ts';

/** How long a client may take to answer the end of its connection. */
const CLOSE_WITHIN_MS = 1_000;

export interface RealtimeGatewayOptions {
  readonly httpServer: HttpServer;
  readonly services: RealtimeServices;
  readonly publisher: Pick<Publisher, 'subscribe'>;
  readonly limits: Pick<Limits, 'socketRequestsPer10s' | 'socketsPerAddress' | 'bodyBytes'>;
  /** False for tests and load: rate limits off, all other limits stay. */
  readonly hasRateLimits: boolean;
  readonly lookUpCode: LookUpCode;
  readonly provePassword: ProvePassword;
  readonly redeemTicket: (ticket: string) => string | undefined;
  /** Whether a page of this origin may use this host by this name. */
  readonly isAllowedPage: (origin: string | undefined, host: string | undefined) => boolean;
  readonly logger: Logger;
  readonly authenticateWithinMs?: number;
}

export interface RealtimeGateway {
  countConnections(): number;
  /** Writes what is still to be told, then lets all connections go; they may come back. */
  close(): Promise<void>;
}

interface EngineSocket {
  /** Undefined when the connection was reset before anybody looked. */
  readonly remoteAddress: string | undefined;
  once(event: 'close', listener: () => void): unknown;
}

/** The Socket.IO surface: who may connect, what each connection may ask, and what it is told. */
export function createRealtimeGateway({
  httpServer,
  services,
  publisher,
  limits,
  hasRateLimits,
  lookUpCode,
  provePassword,
  redeemTicket,
  isAllowedPage,
  logger,
  authenticateWithinMs = TIMES.authenticateWithin,
}: RealtimeGatewayOptions): RealtimeGateway {
  const addressLimit = createAddressLimit(() =>
    hasRateLimits ? limits.socketsPerAddress : Number.POSITIVE_INFINITY,
  );
  const server = new Server(httpServer, {
    parser: packetParser,
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: limits.bodyBytes,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: authenticateWithinMs,
    // The desktop window comes from its own scheme; tokens, not cookies, say who somebody is.
    cors: { origin: '*', credentials: false },
    allowRequest({ headers, socket }, decide) {
      setHeartbeat(server.engine);
      if (!isAllowedPage(headers.origin, headers.host))
        decide('Pages of other sites may not use this host.', false);
      else if (!addressLimit.hasRoom(socket.remoteAddress))
        decide('Too many connections from this address.', false);
      else decide(null, true);
    },
  });
  server.engine.on('connection', (socket: EngineSocket) => {
    socket.once('close', addressLimit.add(socket.remoteAddress));
  });
  const broadcaster = createRoomBroadcaster({
    onError: (error) => logger.error({ error }, 'A push could not be written'),
  });
  const subscriptions = createSubscriptions({ broadcaster });
  const openSessions = createOpenSessions();
  const handleRequest = createRequestHandler({
    handlers: {
      ...createRoomHandlers({ services, subscriptions, lookUpCode, provePassword, redeemTicket }),
      ...createChatHandlers({ services }),
      ...createPresenceHandlers({ services }),
      ...createMessageHandlers({ services }),
      ...createRuleHandlers({ services, lookUpCode, provePassword }),
    },
    authenticate: async (session, { token }) => {
      const actor = await openSessions.prove(() => services.identities.authenticate(token));
      const user = await services.identities.getUser(actor.userId);
      admit(session, actor);
      return { user };
    },
    broadcaster,
    readRequestLimit: () => (hasRateLimits ? limits.socketRequestsPer10s : Number.POSITIVE_INFINITY),
    logger,
  });

  function admit(session: Session, actor: Actor): void {
    if (session.state.kind === 'closed') return;
    if (session.state.kind === 'authenticated') {
      if (session.state.actor.userId === actor.userId) return;
      throw new AppError('CONFLICT', 'This connection already belongs to somebody else.');
    }
    authenticateSession(session, actor, broadcaster);
    openSessions.add(actor.userId, session);
    services.presence.connect(session.id, actor.userId);
  }

  function handleConnection(socket: Socket): void {
    const writer = createFrameWriter({
      connection: asEngineConnection(socket.conn),
      onOverflow: (waitingBytes) => logger.warn({ waitingBytes }, 'A reader was too slow and was cut off'),
    });
    const deadline = setTimeout(() => {
      const message = `No valid token came within ${authenticateWithinMs / 1_000} s.`;
      replyTo(session, broadcaster, [encodeError('room:authenticate', { code: 'UNAUTHENTICATED', message })]);
      socket.disconnect(true);
    }, authenticateWithinMs);
    const session = createSession({
      id: socket.id,
      address: socket.handshake.address,
      writer,
      cancelDeadline: () => clearTimeout(deadline),
      hangUp: () => socket.disconnect(true),
    });
    const { actor } = socket.data as { actor?: Actor };
    if (actor) admit(session, actor);
    socket.onAny((name: string, ...args: unknown[]) => void handleRequest(session, name, args));
    socket.on('disconnect', () => {
      if (session.state.kind === 'authenticated') {
        openSessions.remove(session.state.actor.userId, session);
        subscriptions.forget(session.state.outlet);
        services.presence.disconnect(session.id);
        services.voice.endLine(session.id);
      }
      closeSession(session, broadcaster);
    });
    forgetHandshake(socket);
  }

  server.use((socket, next) => {
    openSessions
      .prove(() => readHandshake(socket.handshake.auth, services.identities.authenticate))
      .then((actor) => {
        if (actor) socket.data = { actor };
        next();
      })
      .catch((error: unknown) => {
        const failure = describeFailure(error, 'connect', logger);
        next(Object.assign(new Error(failure.message), { data: failure }));
      });
  });
  server.on('connection', handleConnection);
  const unsubscribe = publisher.subscribe((event) => {
    subscriptions.handleEvent(event);
    if (event.name !== 'session:ended' || !('userId' in event.to)) return;
    // They hear why before the line is cut.
    broadcaster.flush();
    openSessions.end(event.to.userId);
  });

  return {
    countConnections: () => server.engine.clientsCount,
    async close() {
      unsubscribe();
      broadcaster.flush();
      const connections = [...server.sockets.sockets.values()].map((socket) =>
        asEngineConnection(socket.conn),
      );
      // Only the transport is closed: a client that is told to disconnect would not come back by itself.
      server.engine.close();
      setTimeout(() => connections.forEach(cutConnection), CLOSE_WITHIN_MS).unref();
    },
  };
}
