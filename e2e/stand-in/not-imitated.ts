/** What JavaScript itself asks of any object: a promise check, a JSON conversion. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof']);

export function createNotImitatedError(name: string): Error {
  return new Error(`Electron stand-in: ${name} is not imitated`);
}

/**
 * Puts a guard at the end of an object's (or a class prototype's) chain, so that the object stays an ordinary
 * one and only a name that nothing defines throws.
 */
export function refuseUnknown<T extends object>(target: T, name: string): T {
  const parent = Object.getPrototypeOf(target) as object;
  const guard = new Proxy(parent, {
    get(object, key, receiver) {
      if (key in object || typeof key === 'symbol' || ASKED_BY_THE_LANGUAGE.has(key)) {
        return Reflect.get(object, key, receiver);
      }
      throw createNotImitatedError(`${name}.${key}`);
    },
  });
  return Object.setPrototypeOf(target, guard) as T;
}

/** An export nobody imitates: importing it is fine, using it says its name. */
export function createMissingExport(name: string): unknown {
  const refuse = (): never => {
    throw createNotImitatedError(name);
  };
  return new Proxy(function missing() {}, {
    get: (_target, key) => (typeof key === 'symbol' || ASKED_BY_THE_LANGUAGE.has(key) ? undefined : refuse()),
    apply: refuse,
    construct: refuse,
  });
}
