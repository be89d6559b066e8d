import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';
import { createEvent } from './events.ts';

/** Notifications are shown nowhere; a test finds them in the list and emits 'click' or 'reply' on one. */
export function createNotificationClass(shown: object[], recorder: Recorder) {
  class Notification extends EventEmitter {
    readonly title: string;
    readonly subtitle: string;
    readonly body: string;
    readonly silent: boolean;
    readonly options: NotificationConstructorOptions;

    static isSupported() {
      return true;
    }

    constructor(options: NotificationConstructorOptions = {}) {
      super();
      this.options = options;
      this.title = options.title ?? '';
      this.subtitle = options.subtitle ?? '';
      this.body = options.body ?? '';
      this.silent = options.silent ?? false;
    }
    show() {
      recorder.record('Notification.show', { title: this.title, body: this.body });
      shown.push(this);
      setImmediate(() => this.emit('show', createEvent({})));
    }
    close() {
      const at = shown.indexOf(this);
      if (at >= 0) shown.splice(at, 1);
      setImmediate(() => this.emit('close', createEvent({})));
    }
  }
  refuseUnknown(Notification.prototype, 'Notification');
  return Notification;
}
