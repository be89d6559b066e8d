export interface CalendarEvent {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly start: number;
  readonly minutes: number;
  readonly stamp: number;
}

const toStamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
const escapeText = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

/** Lines longer than 75 bytes go on in the next line, behind a space; a character is never cut. */
function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 74) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}

/** An .ics file (RFC 5545) with one event and a reminder five minutes before. */
export function writeCalendar({
  uid,
  title,
  description,
  url,
  start,
  minutes,
  stamp,
}: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Spaces//Spaces//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${uid}@spaces`,
    `DTSTAMP:${toStamp(stamp)}`,
    `DTSTART:${toStamp(start)}`,
    `DTEND:${toStamp(start + minutes * 60_000)}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:-PT5M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
