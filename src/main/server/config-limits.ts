import { DEFAULT_LIMITS, type Limits, SIZES } from '#shared/contract/limits.ts';
import { readNumber } from './config-number.ts';

/** Each limit has a variable of its own: SPACES_LIMIT_ and its name. */
export function readLimits(environment: Readonly<Record<string, string | undefined>>): Limits {
  const limits: Limits = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const variable = `SPACES_LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    const text = environment[variable];
    if (text) limits[name] = readNumber(variable, text, 0, Number.MAX_SAFE_INTEGER);
  }
  const ceiling = environment['SPACES_MAX_ROOM_CAPACITY'];
  if (ceiling)
    limits.roomCapacityCeiling = readNumber('SPACES_MAX_ROOM_CAPACITY', ceiling, 1, SIZES.absoluteCapacity);
  return limits;
}
