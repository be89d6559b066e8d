import { expect, it } from 'vitest';
import { download, makePng, upload } from './file-transfers.ts';
import { makeRoom, startTestHost } from './test-host.ts';

/** 640 × 480, a comment, and one frame in the middle of it. */
const GIF = `GIF89a\x80\x02\xe0\x01\x00\x00\x00\x21\xfe\x02hi\x00\x2c${'\x08\x00'.repeat(4)}\x00`;

it('C13 names are made safe, types come from the content, and nothing dangerous is shown', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const names: Record<string, string> = {
    '../../etc/passwd': 'passwd',
    'C:\\Windows\\x.exe': 'x.exe',
    'photo\u202egpj.exe': 'photogpj.exe',
    'CON.txt': '_CON.txt',
    '.bashrc': 'bashrc',
    'a\u0000b\r\nSet-Cookie: x': 'abSet-Cookie_ x',
    '..': 'file',
    'end. . ': 'end',
    '"><img src=x onerror=alert(1)>.png': '___img src=x onerror=alert(1)_.png',
    [`${'ä'.repeat(300)}.pdf`]: `${'ä'.repeat(87)}.pdf`,
  };
  for (const [given, safe] of Object.entries(names)) {
    const file = await upload(host, ann, room.id, given, Buffer.from('x'));
    if (safe.startsWith('ää')) expect(file.name).toMatch(/^ä{50,98}\.pdf$/);
    else expect(file.name).toBe(safe);
    const answer = await download(host, ann, `/api/files/${file.id}`);
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''`);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  const html = '<!doctype html><script>alert(1)</script>';
  const contents: [string, Buffer, string, string][] = [
    ['page.png', Buffer.from(html), 'text/html', 'application/octet-stream'],
    ['x.txt', Buffer.from('<svg xmlns="a" onload="x">'), 'image/svg+xml', 'application/octet-stream'],
    ['x.html', Buffer.from('plain words, \u00fc'), 'text/plain', 'text/plain; charset=utf-8'],
    ['x.png', makePng(640, 480), 'image/png', 'image/png'],
    ['bomb.png', makePng(60_000, 60_000), 'application/octet-stream', 'application/octet-stream'],
    ['x.jpg', Buffer.from('%PDF-1.7'), 'application/pdf', 'application/octet-stream'],
    ['gifar', Buffer.from(`${GIF}PK\x03\x04`, 'latin1'), 'image/gif', 'image/gif'],
  ];
  for (const [name, bytes, contentType, served] of contents) {
    const file = await upload(host, ann, room.id, name, bytes);
    expect([name, file.contentType]).toEqual([name, contentType]);
    const answer = await download(host, ann, `/api/files/${file.id}`);
    expect([name, answer.headers.get('content-type')]).toEqual([name, served]);
    const isInline = answer.headers.get('content-disposition')?.startsWith('inline');
    expect(isInline).toBe(served !== 'application/octet-stream');
    expect([file.kind, file.width]).toEqual(
      contentType.startsWith('image/') && contentType !== 'image/svg+xml' ? ['image', 640] : ['file', null],
    );
  }
});
