import { SIZES } from '../contract/limits.ts';
import { utf8Length } from './text.ts';

// Control and format characters, among them those that turn the direction of text: "gpj.exe" must not read "exe.jpg".
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu;
const FORBIDDEN = /[<>:"|?*]/g;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

function shorten(name: string): string {
  if (utf8Length(name) <= SIZES.fileNameBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && utf8Length(name.slice(dot)) <= 32 ? name.slice(dot) : '';
  const signs = [...name.slice(0, name.length - ending.length)];
  while (signs.length > 1 && utf8Length(signs.join('')) + utf8Length(ending) > SIZES.fileNameBytes) {
    signs.length = Math.floor(signs.length * 0.9);
  }
  return signs.join('') + ending;
}

/** A name every system can save: the last part of a path, nothing invisible, nothing reserved. */
export function makeSafeFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  const name = shorten(visible) || 'file';
  return RESERVED.test(name) ? `_${name}` : name;
}
