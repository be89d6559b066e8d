export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Structured-clone-like values as JSON text. The function is also sent to the page as source text:
 * it must not use any name from outside itself.
 */
export function createCodec(): Codec {
  type Tagged = { $: string; v?: unknown; n?: string };
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  };
  const nameOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  }

  function fromBase64(text: string): ArrayBuffer {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
    return bytes.buffer;
  }

  function packNumber(value: number): unknown {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  }

  function packObject(value: object, pack: (inner: unknown) => unknown): unknown {
    const name = nameOf(value);
    if (Array.isArray(value)) return Array.from(value, pack);
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Map) return { $: 'map', v: [...value].map(([k, v]) => [pack(k), pack(v)]) };
    if (value instanceof Set) return { $: 'set', v: [...value].map(pack) };
    if (name === 'ArrayBuffer') return { $: 'buffer', v: toBase64(new Uint8Array(value as ArrayBuffer)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { $: 'view', n: name in views ? name : 'Uint8Array', v: toBase64(bytes) };
    }
    if (name === 'Error') return { $: 'error', n: (value as Error).name, v: (value as Error).message };
    if (name !== 'Object') throw new Error('An object could not be cloned.');
    const packed = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pack(v)]));
    return '$' in packed ? { $: 'object', v: packed } : packed;
  }

  function pack(value: unknown, parents: unknown[]): unknown {
    if (value === undefined) return { $: 'undefined' };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return packNumber(value);
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value !== 'object') throw new Error('An object could not be cloned.');
    if (parents.includes(value)) throw new Error('Electron stand-in: cyclic values do not cross IPC');
    return packObject(value, (inner) => pack(inner, [...parents, value]));
  }

  function unpackPlain(value: object): unknown {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpack(v)]));
  }

  function unpack(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(unpack);
    const { $, v, n } = value as Tagged;
    switch ($) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(v as string);
      case 'date':
        return new Date(v as number);
      case 'map':
        return new Map((v as [unknown, unknown][]).map(([a, b]) => [unpack(a), unpack(b)]));
      case 'set':
        return new Set((v as unknown[]).map(unpack));
      case 'buffer':
        return fromBase64(v as string);
      case 'view':
        return new (views[n ?? ''] ?? Uint8Array)(fromBase64(v as string));
      case 'error':
        return Object.assign(new Error(v as string), { name: n });
      case 'object':
        return unpackPlain(v as object);
      default:
        return unpackPlain(value);
    }
  }

  return { encode: (value) => JSON.stringify(pack(value, [])), decode: (text) => unpack(JSON.parse(text)) };
}
