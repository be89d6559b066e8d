import { EventEmitter } from 'node:events';
import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';

/** Never sleeps by itself: a test emits 'suspend', 'resume' or 'lock-screen'. */
export function createPowerMonitor() {
  const monitor = {
    onBatteryPower: false,
    isOnBatteryPower: () => false,
    getSystemIdleState: () => 'active',
    getSystemIdleTime: () => 0,
  };
  return refuseUnknown(Object.assign(new EventEmitter(), monitor), 'powerMonitor');
}

export function createPowerSaveBlocker({ record }: Recorder) {
  const running = new Set<number>();
  let lastId = 0;
  return refuseUnknown(
    {
      start(type: string) {
        record('powerSaveBlocker.start', type);
        running.add(++lastId);
        return lastId;
      },
      stop(id: number) {
        record('powerSaveBlocker.stop', id);
        return running.delete(id);
      },
      isStarted: (id: number) => running.has(id),
    },
    'powerSaveBlocker',
  );
}
