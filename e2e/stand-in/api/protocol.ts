import { refuseUnknown } from '../not-imitated.ts';

type Handler = (request: Request) => Response | Promise<Response>;

export interface SchemeHandlers {
  protocol: object;
  answer(request: Request): Promise<Response>;
}

export function createProtocol(isReady: () => boolean): SchemeHandlers {
  const handlers = new Map<string, Handler>();
  const protocol = {
    registerSchemesAsPrivileged() {
      if (isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    },
    handle(scheme: string, handler: Handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  };
  return {
    protocol: refuseUnknown(protocol, 'protocol'),
    async answer(request) {
      const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
      if (!handler) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME ${request.url}`);
      return await handler(request);
    },
  };
}
