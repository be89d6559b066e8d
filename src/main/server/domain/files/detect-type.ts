import type { FileKind } from '#shared/model/file.ts';

export interface DetectedType {
  readonly contentType: string;
  readonly kind: FileKind;
}

const is = (contentType: string, kind: FileKind = 'file'): DetectedType => ({ contentType, kind });
const UNKNOWN = is('application/octet-stream');

const startsWith = (head: Buffer, text: string, at = 0) =>
  head.toString('latin1', at, at + text.length) === text;

/** What containers hold is not in their first bytes: there, and only there, the sender's word decides. */
function isDeclaredAudio(declared: string): boolean {
  return declared.toLowerCase().startsWith('audio/');
}

function detectContainer(head: Buffer, declared: string): DetectedType | null {
  const isAudio = isDeclaredAudio(declared);
  if (startsWith(head, '\x1a\x45\xdf\xa3')) {
    if (!head.toString('latin1', 0, 64).includes('webm')) return is('video/x-matroska');
    return isAudio ? is('audio/webm', 'audio') : is('video/webm', 'video');
  }
  if (startsWith(head, 'ftyp', 4)) {
    const brand = head.toString('latin1', 8, 12);
    if (/^(heic|heix|mif1|msf1|hevc)$/.test(brand)) return is('image/heic');
    if (/^avi[fs]$/.test(brand)) return is('image/avif');
    if (brand.startsWith('M4A') || isAudio) return is('audio/mp4', 'audio');
    return brand === 'qt  ' ? is('video/quicktime') : is('video/mp4', 'video');
  }
  if (startsWith(head, 'OggS')) {
    return head.toString('latin1', 0, 64).includes('theora')
      ? is('video/ogg', 'video')
      : is('audio/ogg', 'audio');
  }
  return null;
}

function detectMagic(head: Buffer): DetectedType | null {
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return is('image/png', 'image');
  if (startsWith(head, '\xff\xd8\xff')) return is('image/jpeg', 'image');
  if (startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')) return is('image/gif', 'image');
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return is('image/webp', 'image');
  if (startsWith(head, 'RIFF') && startsWith(head, 'WAVE', 8)) return is('audio/wav', 'audio');
  if (startsWith(head, 'fLaC')) return is('audio/flac', 'audio');
  if (startsWith(head, 'ID3') || /^\xff[\xe2\xe3\xf2\xf3\xfa\xfb]/.test(head.toString('latin1', 0, 2))) {
    return is('audio/mpeg', 'audio');
  }
  if (startsWith(head, '%PDF-')) return is('application/pdf');
  if (startsWith(head, 'PK\x03\x04')) return is('application/zip');
  if (startsWith(head, '\x1f\x8b')) return is('application/gzip');
  if (startsWith(head, '7z\xbc\xaf\x27\x1c')) return is('application/x-7z-compressed');
  return null;
}

const ACTIVE_TEXT = /^\s*(<!doctype|<html|<head|<body|<script|<svg|<\?xml|<!--|<iframe|<img|<a )/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what makes text
const BINARY = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;

function detectText(head: Buffer): DetectedType | null {
  // The last sign may be cut in half.
  const text = new TextDecoder().decode(head).replace(/\ufffd+$/, '');
  if (BINARY.test(text) || text.includes('\ufffd')) return null;
  if (/<svg[\s>]/i.test(text)) return is('image/svg+xml');
  return ACTIVE_TEXT.test(text) ? is('text/html') : is('text/plain');
}

/** Decides by the first bytes; names and what the sender declares are not believed. */
export function detectType(head: Buffer, declared: string): DetectedType {
  if (head.length === 0) return is('text/plain');
  return detectMagic(head) ?? detectContainer(head, declared) ?? detectText(head) ?? UNKNOWN;
}

/** What a browser may show by itself; anything else is only ever saved. */
const SHOWN = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'audio/webm',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/mpeg',
  'video/webm',
  'video/mp4',
  'video/ogg',
  'text/plain',
]);

export function isShown(contentType: string): boolean {
  return SHOWN.has(contentType);
}
