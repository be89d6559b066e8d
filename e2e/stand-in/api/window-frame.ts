import type { Rectangle } from 'electron';

export type WindowMode = 'normal' | 'maximized' | 'fullscreen';

export interface WindowFrame {
  getBounds(): Rectangle;
  getNormalBounds(): Rectangle;
  getMode(): WindowMode;
  setBounds(bounds: Partial<Rectangle>): void;
  setMode(mode: WindowMode): void;
  setMinimumSize(width: number, height: number): void;
}

export interface FrameLimits {
  bounds: Rectangle;
  minimum: { width: number; height: number };
  area: Rectangle;
}

/** Where a window stands: pure arithmetic, no desktop. */
export function createWindowFrame({ bounds, minimum, area }: FrameLimits): WindowFrame {
  let normal = { ...bounds };
  let mode: WindowMode = 'normal';
  const least = { ...minimum };
  return {
    getBounds: () => ({ ...(mode === 'normal' ? normal : area) }),
    getNormalBounds: () => ({ ...normal }),
    getMode: () => mode,
    setBounds(wanted) {
      mode = 'normal';
      normal = { ...normal, ...wanted };
      normal.width = Math.max(normal.width, least.width);
      normal.height = Math.max(normal.height, least.height);
    },
    setMode(wanted) {
      mode = wanted;
    },
    setMinimumSize(width, height) {
      Object.assign(least, { width, height });
    },
  };
}
