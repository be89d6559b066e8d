export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** The first argument of every Electron event. */
export function createEvent<T extends object>(details: T): T & PreventableEvent {
  let isPrevented = false;
  const event = {
    get defaultPrevented() {
      return isPrevented;
    },
    preventDefault() {
      isPrevented = true;
    },
  };
  return Object.assign(event, details);
}
