import { EventEmitter } from 'node:events';
import { refuseUnknown } from '../not-imitated.ts';

type ThemeSource = 'system' | 'light' | 'dark';

export class NativeTheme extends EventEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly prefersReducedTransparency = false;
  readonly inForcedColorsMode = false;
  #source: ThemeSource = 'system';
  #isSystemDark = false;
  /** Set by the window list: tells every page. */
  applyToPages: () => void = () => undefined;

  get themeSource(): ThemeSource {
    return this.#source;
  }
  set themeSource(source: ThemeSource) {
    this.#change(() => {
      this.#source = source;
    });
  }
  get shouldUseDarkColors() {
    return this.#source === 'system' ? this.#isSystemDark : this.#source === 'dark';
  }

  /** For tests: the desktop itself goes dark or light. */
  setSystemDark(isDark: boolean) {
    this.#change(() => {
      this.#isSystemDark = isDark;
    });
  }

  #change(apply: () => void) {
    const before = [this.#source, this.shouldUseDarkColors].join();
    apply();
    if (before === [this.#source, this.shouldUseDarkColors].join()) return;
    this.applyToPages();
    this.emit('updated');
  }

  /** The DevTools command that makes a page prefer these colours. */
  describeMedia(): [string, object] {
    const value = this.shouldUseDarkColors ? 'dark' : 'light';
    return ['Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }];
  }
}

refuseUnknown(NativeTheme.prototype, 'nativeTheme');
