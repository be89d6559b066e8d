import type { ValidationIssue } from './deaddrop-error.ts';

type Fault = Pick<ValidationIssue, 'type' | 'msg' | 'ctx'>;
type Reading<T> = { readonly value: T } | { readonly fault: Fault };

/** How one field of a query or body is read. Without a fallback it must be there. */
export interface Field<T> {
  readonly fallback?: T;
  read(input: unknown): Reading<T>;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

const fault = (type: string, msg: string, ctx?: Fault['ctx']): { fault: Fault } => ({
  fault: ctx ? { type, msg, ctx } : { type, msg },
});

function readText(input: unknown): Reading<string> {
  if (typeof input !== 'string') return fault('string_type', 'Input should be a valid string');
  if (!input.isWellFormed()) {
    return fault(
      'string_unicode',
      'Input should be a valid string, unable to parse raw data as a unicode string',
    );
  }
  return { value: input };
}

// What Python takes for a whole number in a text: blanks around it, a sign, single underscores, zero decimals.
const WHOLE = /^\s*[+-]?\d+(_\d+)*(\.0*)?\s*$/;
const LONGEST_NUMBER = 4_300;

function readWhole(input: unknown): Reading<number> {
  if (typeof input === 'boolean') return { value: Number(input) };
  if (typeof input === 'number') {
    return Number.isInteger(input)
      ? { value: input }
      : fault('int_from_float', 'Input should be a valid integer, got a number with a fractional part');
  }
  if (typeof input !== 'string') return fault('int_type', 'Input should be a valid integer');
  if (input.length > LONGEST_NUMBER || !WHOLE.test(input)) {
    return fault('int_parsing', 'Input should be a valid integer, unable to parse string as an integer');
  }
  return { value: Number(input.trim().replaceAll('_', '')) };
}

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on']);
const FALSE = new Set(['0', 'false', 'f', 'no', 'n', 'off']);

function readFlag(input: unknown): Reading<boolean> {
  if (typeof input === 'boolean') return { value: input };
  const text = String(input).toLowerCase();
  if (TRUE.has(text)) return { value: true };
  if (FALSE.has(text)) return { value: false };
  return fault('bool_parsing', 'Input should be a valid boolean, unable to interpret input');
}

export type JsonObject = Readonly<Record<string, unknown>>;

function readObject(input: unknown): Reading<JsonObject> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fault('dict_type', 'Input should be a valid dictionary');
  }
  try {
    // It is kept as text: what cannot be written is refused here.
    JSON.stringify(input);
    return { value: input as JsonObject };
  } catch {
    return fault('recursion_loop', 'Recursion error - the data is nested too deeply');
  }
}

const orNull =
  <T>(read: (input: unknown) => Reading<T>) =>
  (input: unknown): Reading<T | null> =>
    input === null ? { value: null } : read(input);

export function text(): Field<string>;
export function text(options: { fallback: string }): Field<string>;
export function text(options?: { fallback: string }): Field<string> {
  return { read: readText, ...options };
}

export const optionalText = (): Field<string | null> => ({ read: orNull(readText), fallback: null });
export const optionalObject = (): Field<JsonObject | null> => ({ read: orNull(readObject), fallback: null });
export const object = (): Field<JsonObject> => ({ read: readObject });
export const flag = (fallback: boolean): Field<boolean> => ({ read: readFlag, fallback });
export const optionalWhole = (): Field<number | null> => ({ read: orNull(readWhole), fallback: null });

export function whole(options: { fallback: number; min?: number; max?: number }): Field<number> {
  const { fallback, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = options;
  return {
    fallback,
    read(input) {
      const reading = readWhole(input);
      if ('fault' in reading) return reading;
      if (reading.value < min) {
        return fault('greater_than_equal', `Input should be greater than or equal to ${min}`, { ge: min });
      }
      if (reading.value > max) {
        return fault('less_than_equal', `Input should be less than or equal to ${max}`, { le: max });
      }
      return reading;
    },
  };
}

/** One of a few words. */
export function choice<const Word extends string>(words: readonly Word[], fallback: Word): Field<Word> {
  return {
    fallback,
    read(input) {
      const value = words.find((word) => word === input);
      if (value !== undefined) return { value };
      const expected = words.map((word) => `'${word}'`).join(' or ');
      return fault('literal_error', `Input should be ${expected}`, { expected });
    },
  };
}

/** Reads all fields and collects what is wrong with them; unknown fields are ignored. */
export function readFields<F extends Fields>(
  fields: F,
  source: JsonObject,
  place: 'query' | 'body',
  issues: ValidationIssue[],
): Values<F> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(source, name)) {
      if ('fallback' in field) values[name] = field.fallback;
      else
        issues.push({
          type: 'missing',
          loc: [place, name],
          msg: 'Field required',
          input: place === 'body' ? source : null,
        });
      continue;
    }
    const input = source[name];
    const reading = field.read(input);
    if ('fault' in reading) issues.push({ loc: [place, name], input, ...reading.fault });
    else values[name] = reading.value;
  }
  return values as Values<F>;
}
