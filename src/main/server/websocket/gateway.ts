import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import { MAX_FRAME_BYTES } from '#shared/contract/websocket.ts';
import type { Publisher } from '../domain/events.ts';
import type { IdentityService } from '../domain/identities/identity-service.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import { createAddressLimit } from '../wire/address-limit.ts';
import { createFanOut } from './fan-out.ts';
import { createFrameHandlers, type FrameServices } from './frame-handlers.ts';
import { createLine, type Line } from './line.ts';
import { createLineIdentities, type IdentityPresence } from './line-identities.ts';
import { startPings } from './line-pings.ts';
import { createPushes } from './pushes.ts';
import { createReader } from './read-frames.ts';
import { encodeFrame } from './text-frame.ts';
import { readUpgrade, refuseUpgrade, type UpgradeRequest } from './upgrade-request.ts';

interface Logger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WebSocketGatewayOptions {
  readonly httpServer: Server;
  readonly services: Omit<FrameServices, 'presence'> & {
    readonly identities: Pick<IdentityService, 'createVisitor' | 'authenticate'>;
    readonly programs: { readonly rooms: Pick<ProgramRoomService, 'find'> };
    readonly presence: FrameServices['presence'] & IdentityPresence;
  };
  readonly publisher: Pick<Publisher, 'subscribe'>;
  readonly limits: Pick<Limits, 'socketRequestsPer10s' | 'socketsPerAddress'>;
  readonly hasRateLimits: boolean;
  readonly lookUpCode: LookUpCode;
  readonly provePassword: ProvePassword;
  readonly isAllowedPage: (origin: string | undefined, host: string | undefined) => boolean;
  /** Signals without a room go straight to a client: the old way, which can be switched off. */
  readonly allowsDirect: boolean;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly pingEveryMs: number;
}

export interface WebSocketGateway {
  countConnections(): number;
  /** Lets all lines go, and resolves when those who go have left their rooms. */
  close(): Promise<void>;
}

/** The host goes; the program may come back. */
const CLOSE_RESTART = 1012;
const CLOSE_REFUSED = 1008;
const ANSWER_WITHIN_MS = 300;

const ENDED = {
  'signed-out': 'The one who runs this host ended your sessions.',
  removed: 'Your identity is gone.',
} as const;

function waitForClose(webSocket: WebSocket): Promise<void> {
  return new Promise((resolve) => webSocket.once('close', () => resolve()));
}

/** Says why, and hangs up. */
function sendAway(line: Line, error: unknown): void {
  const code = error instanceof AppError ? error.code : 'INTERNAL';
  const message = error instanceof AppError ? error.message : 'Something went wrong on the host.';
  line.write(encodeFrame({ type: 'error', code, message, request: null }));
  line.close(CLOSE_REFUSED, code);
}

/** The raw WebSocket surface: JSON text frames for programs in any language. */
export function createWebSocketGateway(options: WebSocketGatewayOptions): WebSocketGateway {
  const { httpServer, services, publisher, limits, hasRateLimits, logger } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const fanOut = createFanOut({ onError: (error) => logger.error({ error }, 'A push could not be written') });
  const addressLimit = createAddressLimit(() =>
    hasRateLimits ? limits.socketsPerAddress : Number.POSITIVE_INFINITY,
  );
  const awake = new WeakSet<WebSocket>();
  const identities = createLineIdentities({
    services,
    features: options.allowsDirect ? ['rooms', 'direct'] : ['rooms'],
    onError: (error) => logger.error({ error }, 'A line could not be ended'),
  });
  const pushes = createPushes({
    fanOut,
    listLinesOf: identities.listLinesOf,
    listPresent: services.presence.listPresent,
  });
  const handlers = createFrameHandlers({
    services,
    fanOut,
    rememberNames: pushes.rememberNames,
    listLinesOf: identities.listLinesOf,
    lookUpCode: options.lookUpCode,
    provePassword: options.provePassword,
    allowsDirect: options.allowsDirect,
  });
  const reader = createReader({
    handlers,
    identify: identities.identify,
    readRequestLimit: () => (hasRateLimits ? limits.socketRequestsPer10s : Number.POSITIVE_INFINITY),
    onError: (error, logId) => logger.error({ error, logId }, 'A frame could not be handled'),
  });

  function admit(
    webSocket: WebSocket,
    socket: Duplex,
    { address, place, token, name }: UpgradeRequest,
  ): void {
    const guestId = options.newId();
    const line = createLine({
      id: randomUUID(),
      guestId,
      guestName: name || `Guest ${guestId.slice(-4).toUpperCase()}`,
      address,
      webSocket,
      socket,
      onOverflow: (waitingBytes) => logger.warn({ waitingBytes }, 'A program was too slow and was cut off'),
    });
    const uncount = addressLimit.add(address);
    const frames = reader.open(line, {
      pause: () => webSocket.pause(),
      resume: () => webSocket.resume(),
    });
    awake.add(webSocket);
    webSocket.on('pong', () => awake.add(webSocket));
    webSocket.on('error', () => webSocket.terminate());
    webSocket.on('message', (data: RawData, isBinary: boolean) => {
      awake.add(webSocket);
      // Who is being sent away is not listened to any more.
      if (webSocket.readyState === WebSocket.OPEN) frames.handle(isBinary ? null : data.toString());
    });
    webSocket.on('close', () => {
      uncount();
      const roomIds = [...line.rooms.keys()];
      for (const roomId of roomIds) fanOut.remove(line, roomId);
      identities.end(line, roomIds);
    });
    frames.begin(() => greet(line, token));
    if (place !== undefined) frames.handle(JSON.stringify({ type: 'join_room', room_id: place }));
  }

  async function greet(line: Line, token: string | null): Promise<void> {
    try {
      await identities.greet(line, token);
    } catch (error) {
      sendAway(line, error);
    }
  }

  function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node takes its own listener away: a line that breaks now would end the process.
    socket.on('error', () => socket.destroy());
    const asked = readUpgrade(request);
    if (!asked) return;
    if (!options.isAllowedPage(request.headers.origin, request.headers.host)) {
      refuseUpgrade(socket, '403 Forbidden');
      return;
    }
    if (!addressLimit.hasRoom(asked.address)) {
      refuseUpgrade(socket, '429 Too Many Requests');
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => admit(webSocket, socket, asked));
  }

  const stopPings = startPings({ server, awake, everyMs: options.pingEveryMs });
  httpServer.on('upgrade', handleUpgrade);
  const unsubscribe = publisher.subscribe((event) => {
    pushes.handleEvent(event);
    if (event.name !== 'session:ended' || !('userId' in event.to)) return;
    fanOut.flush();
    const ended = new AppError('UNAUTHENTICATED', ENDED[event.payload.reason]);
    for (const line of identities.endLinesOf(event.to.userId)) sendAway(line, ended);
  });

  return {
    countConnections: () => server.clients.size,
    async close() {
      stopPings();
      unsubscribe();
      httpServer.off('upgrade', handleUpgrade);
      fanOut.flush();
      const closed = [...server.clients].map(waitForClose);
      for (const webSocket of server.clients) webSocket.close(CLOSE_RESTART, 'The host is closing');
      // Who does not answer must not hold the host up.
      const impatience = setTimeout(() => {
        for (const webSocket of server.clients) webSocket.terminate();
      }, ANSWER_WITHIN_MS);
      await Promise.all(closed);
      clearTimeout(impatience);
      await identities.settle();
    },
  };
}
