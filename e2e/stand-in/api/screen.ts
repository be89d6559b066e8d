import { EventEmitter } from 'node:events';
import type { Screen } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';

export const DISPLAY_AREA = { x: 0, y: 0, width: 1280, height: 720 };

/** One display of a modest size, without panels. */
export function createScreen() {
  const size = { width: DISPLAY_AREA.width, height: DISPLAY_AREA.height };
  const display = {
    id: 1,
    label: 'stand-in',
    bounds: DISPLAY_AREA,
    workArea: DISPLAY_AREA,
    size,
    workAreaSize: size,
    scaleFactor: 1,
    rotation: 0,
    internal: true,
  };
  const getDisplay = () => structuredClone(display);
  const screen = {
    getAllDisplays: () => [getDisplay()],
    getPrimaryDisplay: getDisplay,
    getDisplayMatching: getDisplay,
    getDisplayNearestPoint: getDisplay,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  } satisfies Partial<Record<keyof Screen, unknown>>;
  return refuseUnknown(Object.assign(new EventEmitter(), screen), 'screen');
}
