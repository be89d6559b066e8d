import type { X509Certificate } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { TLSSocket } from 'node:tls';
import type { HeaderLists, ReceivedHeaders } from '../browser/answer-request.ts';
import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';
import { describeCertificate } from './certificate.ts';
import { DownloadItem } from './download-item.ts';
import { createEvent } from './events.ts';
import type { WebContents } from './web-contents.ts';

type PermissionHandler = (
  contents: WebContents,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: object,
) => void;
type DisplayMediaHandler = (request: object, answer: (streams: { video?: unknown } | null) => void) => void;
type VerifyProc = (request: object, answer: (result: number) => void) => void;
type HeadersChange = { cancel?: boolean; responseHeaders?: Record<string, string | string[]> };
type HeadersListener = (details: object, answer: (change: HeadersChange) => void) => void;

/** What a certificate verify proc may answer. */
const ACCEPT = 0;
const USE_OWN_RESULT = -3;
const ERR_CERT_AUTHORITY_INVALID = -202;

export class Session extends EventEmitter {
  readonly webRequest: object;
  readonly protocol: object;
  #recorder: Recorder;
  #askPermission: PermissionHandler | null = null;
  #askDisplayMedia: DisplayMediaHandler | null = null;
  #verify: VerifyProc | null = null;
  #verdicts = new Map<string, Promise<boolean>>();
  #headersListener: HeadersListener | null = null;

  constructor(recorder: Recorder, protocol: object) {
    super();
    this.#recorder = recorder;
    this.protocol = protocol;
    const onHeadersReceived = (first: object | HeadersListener | null, second?: HeadersListener | null) => {
      this.#headersListener = typeof first === 'function' ? (first as HeadersListener) : (second ?? null);
    };
    this.webRequest = refuseUnknown({ onHeadersReceived }, 'webRequest');
  }

  setPermissionRequestHandler(handler: PermissionHandler | null) {
    this.#askPermission = handler;
  }
  setPermissionCheckHandler() {
    this.#recorder.record('session.setPermissionCheckHandler');
  }
  setDisplayMediaRequestHandler(handler: DisplayMediaHandler | null) {
    this.#askDisplayMedia = handler;
  }
  setCertificateVerifyProc(proc: VerifyProc | null) {
    this.#verify = proc;
    this.#verdicts.clear();
  }
  setSpellCheckerLanguages() {}
  setSpellCheckerEnabled() {}
  flushStorageData() {}
  async clearCache() {}

  /** Electron grants what no handler refuses. */
  async decidePermission(contents: WebContents, permission: string, details: object): Promise<boolean> {
    const isGranted = await new Promise<boolean>((resolve) => {
      const frame = contents.mainFrame;
      const where = { requestingUrl: frame.url, securityOrigin: frame.origin, isMainFrame: true, ...details };
      if (permission === 'display-capture' && this.#askDisplayMedia) {
        const request = { frame, securityOrigin: frame.origin, videoRequested: true, userGesture: true };
        this.#askDisplayMedia(request, (streams) => resolve(Boolean(streams?.video)));
      } else if (this.#askPermission) this.#askPermission(contents, permission, resolve, where);
      else resolve(true);
    });
    this.#recorder.record('session.permission', permission, isGranted);
    return isGranted;
  }

  /** One verdict per host and certificate, kept as Electron's network service keeps it. */
  verifyPeer(hostname: string, socket: TLSSocket): Promise<boolean> {
    const peer = socket.getPeerX509Certificate();
    if (!peer) return Promise.resolve(false);
    const key = `${hostname} ${peer.fingerprint256}`;
    const verdict = this.#verdicts.get(key) ?? this.#askVerify(hostname, peer, socket.authorized);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  #askVerify(hostname: string, peer: X509Certificate, isTrusted: boolean): Promise<boolean> {
    const isValid = isTrusted && peer.checkHost(hostname) !== undefined;
    const verify = this.#verify;
    if (!verify) return Promise.resolve(isValid);
    const certificate = describeCertificate(peer);
    const request = {
      hostname,
      certificate,
      validatedCertificate: certificate,
      isIssuedByKnownRoot: false,
      verificationResult: isValid ? 'OK' : 'net::ERR_CERT_AUTHORITY_INVALID',
      errorCode: isValid ? 0 : ERR_CERT_AUTHORITY_INVALID,
    };
    return new Promise((resolve) =>
      verify(request, (result) => resolve(result === USE_OWN_RESULT ? isValid : result === ACCEPT)),
    );
  }

  /** Begins with the answer's head, as `will-download` does. */
  async download(url: string, contents: WebContents): Promise<void> {
    this.#recorder.record('webContents.downloadURL', url);
    const item = new DownloadItem(url, (host, socket) => this.verifyPeer(host, socket));
    await item.open();
    const event = createEvent({});
    this.emit('will-download', event, item, contents);
    await item.start(event.defaultPrevented);
  }

  changeHeaders(received: ReceivedHeaders): Promise<HeaderLists | undefined> {
    const listener = this.#headersListener;
    if (!listener) return Promise.resolve(received.responseHeaders);
    return new Promise((resolve) =>
      listener({ id: 0, statusLine: `HTTP/1.1 ${received.statusCode}`, ...received }, (change) => {
        const wanted = Object.entries(change.responseHeaders ?? received.responseHeaders);
        resolve(
          change.cancel
            ? undefined
            : Object.fromEntries(wanted.map(([name, value]) => [name, [value].flat()])),
        );
      }),
    );
  }
}

refuseUnknown(Session.prototype, 'session');
