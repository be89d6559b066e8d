import type { MailDraft } from '#shared/model/invite.ts';
import { writeCalendar } from '../rooms/calendar.ts';

export interface MailFacts {
  readonly id: string;
  readonly to: string;
  readonly inviterName: string;
  readonly roomName: string;
  readonly roomCode: string;
  readonly link: string;
  readonly appLink: string;
  readonly expiresAt: number;
  readonly startsAt: number | null;
  readonly now: number;
}

const BOUNDARY = 'spaces-invitation';
const inBase64 = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/.{76}/g, (line) => `${line}\r\n`);
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** One header line takes 75 characters of an encoded word at most, so a long subject takes several (RFC 2047). */
function encodeHeader(text: string): string {
  if (isPlain(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

/** A ready mail for the person's own program; `X-Unsent` makes it open as a draft. Nothing is sent by itself. */
export function writeMailDraft(facts: MailFacts): MailDraft {
  const { to, inviterName, roomName, roomCode, link, appLink } = facts;
  const subject = `${inviterName} invites you to ${roomName}`;
  const text = [
    `${inviterName} invites you to the room “${roomName}”.`,
    '',
    `Open this link on the same network: ${link}`,
    `With the Spaces app: ${appLink}`,
    `Or type this code into Spaces: ${roomCode.slice(0, 3)} ${roomCode.slice(3)}`,
    '',
    `The invitation is good once, until ${new Date(facts.expiresAt).toUTCString()}.`,
    '',
  ].join('\n');
  const ics = writeCalendar({
    uid: facts.id,
    title: roomName,
    description: text,
    url: link,
    start: facts.startsAt ?? facts.now,
    minutes: 60,
    stamp: facts.now,
  });
  const part = (type: string, content: string) => [
    `--${BOUNDARY}`,
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    '',
    inBase64(content),
  ];
  const eml = [
    'X-Unsent: 1',
    `To: ${to}`,
    `Subject: ${encodeHeader(subject)}`,
    `Date: ${new Date(facts.now).toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    ...part('text/plain; charset=utf-8', text),
    ...part('text/calendar; charset=utf-8; method=PUBLISH; name="invitation.ics"', ics),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
  const mailto = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return { to, subject, text, mailto, eml, ics };
}
