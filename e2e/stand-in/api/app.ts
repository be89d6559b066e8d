import { EventEmitter } from 'node:events';
import type { AppPackage } from '../app-package.ts';
import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';
import { type AppPaths, createAppPaths } from './app-paths.ts';
import { createEvent } from './events.ts';
import { createInstanceLock, type InstanceLock } from './instance-lock.ts';

export interface AppOptions {
  package: AppPackage;
  executable: string;
  switches: Map<string, string>;
  recorder: Recorder;
  /** Closes every window, asking first; false when one of them refused. */
  closeWindows(): Promise<boolean>;
  closeBrowser(): Promise<void>;
}

function createCommandLine(switches: Map<string, string>) {
  return refuseUnknown(
    {
      appendSwitch(name: string, value = '') {
        const earlier = /^(enable|disable)-features$/.test(name) ? switches.get(name) : undefined;
        switches.set(name, earlier ? `${earlier},${value}` : value);
      },
      appendArgument: () => undefined,
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
      removeSwitch: (name: string) => void switches.delete(name),
    },
    'app.commandLine',
  );
}

export class App extends EventEmitter {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly commandLine: ReturnType<typeof createCommandLine>;
  name: string;
  badgeCount = 0;
  #options: AppOptions;
  #paths: AppPaths;
  #lock: InstanceLock;
  #state: 'running' | 'quitting' | 'exiting' = 'running';
  #ready = Promise.withResolvers<void>();
  #isReady = false;
  #protocols = new Set<string>();
  #loginItem: object = { openAtLogin: false };

  constructor(options: AppOptions) {
    super();
    this.#options = options;
    this.name = options.package.name;
    this.commandLine = createCommandLine(options.switches);
    this.#paths = createAppPaths({
      getName: () => this.name,
      appFolder: options.package.folder,
      executable: options.executable,
      userData: options.switches.get('user-data-dir'),
    });
    this.#lock = createInstanceLock(
      () => this.getPath('userData'),
      ({ argv, cwd, data }) => this.emit('second-instance', createEvent({}), argv, cwd, data),
    );
  }

  whenReady() {
    return this.#ready.promise;
  }
  isReady() {
    return this.#isReady;
  }
  getName() {
    return this.name;
  }
  setName(name: string) {
    this.name = name;
  }
  getVersion() {
    return this.#options.package.version;
  }
  getAppPath() {
    return this.#options.package.folder;
  }
  getLocale() {
    return 'en-US';
  }
  getPreferredSystemLanguages() {
    return ['en-US'];
  }
  getPath(name: string) {
    return this.#paths.get(name);
  }
  setPath(name: string, path: string) {
    this.#paths.set(name, path);
  }
  enableSandbox() {}
  focus() {
    this.#options.recorder.record('app.focus');
  }
  relaunch(options?: object) {
    this.#options.recorder.record('app.relaunch', options);
  }
  setAppUserModelId(id: string) {
    this.#options.recorder.record('app.setAppUserModelId', id);
  }
  setAboutPanelOptions(options: object) {
    this.#options.recorder.record('app.setAboutPanelOptions', options);
  }
  setAsDefaultProtocolClient(scheme: string) {
    this.#options.recorder.record('app.setAsDefaultProtocolClient', scheme);
    this.#protocols.add(scheme);
    return true;
  }
  removeAsDefaultProtocolClient(scheme: string) {
    return this.#protocols.delete(scheme);
  }
  isDefaultProtocolClient(scheme: string) {
    return this.#protocols.has(scheme);
  }
  setLoginItemSettings(settings: object) {
    this.#options.recorder.record('app.setLoginItemSettings', settings);
    this.#loginItem = { ...this.#loginItem, ...settings };
  }
  getLoginItemSettings() {
    return { ...this.#loginItem };
  }
  setBadgeCount(count = 0) {
    this.#options.recorder.record('app.setBadgeCount', count);
    this.badgeCount = count;
    return true;
  }
  getBadgeCount() {
    return this.badgeCount;
  }
  requestSingleInstanceLock(data: unknown = {}) {
    return this.#lock.request({ argv: process.argv, cwd: process.cwd(), data });
  }
  hasSingleInstanceLock() {
    return this.#lock.isHeld();
  }
  releaseSingleInstanceLock() {
    this.#lock.release();
  }

  quit() {
    if (this.#state !== 'running') return;
    this.#state = 'quitting';
    setImmediate(() => void this.#finishQuit()); // Electron leaves the caller first, too
  }

  async #finishQuit() {
    const mayGo = this.#ask('before-quit') && (await this.#options.closeWindows()) && this.#ask('will-quit');
    if (mayGo) this.exit(0);
    else if (this.#state === 'quitting') this.#state = 'running';
  }

  /** False when a listener said no. */
  #ask(name: string) {
    const event = createEvent({});
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  exit(code = 0) {
    if (this.#state === 'exiting') return;
    this.#state = 'exiting';
    void this.#finishExit(code);
  }

  async #finishExit(code: number) {
    this.emit('quit', createEvent({}), code);
    await this.#lock.handedOver();
    await this.#options.closeBrowser();
    this.#lock.release();
    process.exit(code);
  }

  /** Called by the window list; Electron quits by itself when nobody listens. */
  handleLastWindowClosed() {
    if (this.#state === 'running' && !this.emit('window-all-closed')) this.quit();
  }

  isEnding() {
    return this.#state !== 'running';
  }

  /** Playwright replaces `emit` and waits for the promise, in this order. */
  becomeReady() {
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('ready', createEvent({}), {});
    this.#ready.resolve();
  }
}

refuseUnknown(App.prototype, 'app');
