import { buildTextFrame } from '../wire/text-frame.ts';

/** What programs hear, ready for every reader. */
export function encodeFrame(message: object): Buffer {
  return buildTextFrame(JSON.stringify(message));
}
