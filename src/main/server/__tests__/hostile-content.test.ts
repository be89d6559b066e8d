import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { expectStatus, makeRoom, startTestHost } from './test-host.ts';

/** The usual ways to make text act: each must stay the text it is. */
const ACTIVE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
  '[click](javascript:alert(1))',
  '![x](https://tracker.example/x.png "onerror=alert(1)")',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '{{constructor.constructor("alert(1)")()}}',
  '#{7*7} <%= 7*7 %>',
  '\u202Egnp.exe\u202C and \u2066isolated\u2069',
  '\u0000\u0007\u001b[31m\u009b',
  '`'.repeat(2_000),
  `${'['.repeat(3_000)}x${']('.repeat(3_000)}`,
  `a${'\u0301'.repeat(5_000)}`,
  "'; drop table messages; --",
  '{"__proto__": {"admin": true}, "constructor": null}',
] as const;

it('hostile text is kept as it is, everywhere it can be written, and changes nothing else', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const post = (body: object) => ann.post(`/api/rooms/${room.id}/messages`, body);
  for (const content of ACTIVE) {
    const { message } = expectStatus(await post({ content, contentType: 'text/markdown' }), 201).body;
    expect(message.content).toBe(content);
    const metadata = JSON.parse(JSON.stringify({ note: content.slice(0, 1_000) }));
    const edited = await ann.put(`/api/messages/${message.id}`, { content: `${content}!` });
    expect(expectStatus(edited, 200).body.message.content).toBe(`${content}!`);
    expectStatus(await post({ content: 'x', metadata }), 201);
    const found = await ann.get(`/api/search?q=${encodeURIComponent(content.slice(0, 200))}`);
    expect([200, 400]).toContain(found.status);
    const answer = await ann.get(`/api/messages/${message.id}`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
  const list = expectStatus(await ann.get(`/api/rooms/${room.id}/messages?limit=200`), 200).body.messages;
  expect(list.filter((one: { messageType: string }) => one.messageType === 'user_text')).toHaveLength(
    ACTIVE.length * 2,
  );
  const poll = { question: ACTIVE[0], options: [ACTIVE[1], ACTIVE[3]] };
  const { message } = expectStatus(await ann.post(`/api/rooms/${room.id}/polls`, poll), 201).body;
  expect(message.poll.question).toBe(ACTIVE[0]);
});

it('what is too large is refused before it costs anything', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const post = (body: object) => ann.post(`/api/rooms/${room.id}/messages`, body);
  expect((await post({ content: `a${'\u0301'.repeat(500_000)}` })).status).toBeGreaterThanOrEqual(400);
  expect((await post({ content: `a${'\u0301'.repeat(8_200)}` })).errorCode).toBe('VALIDATION_FAILED');
  expect((await post({ content: 'x', metadata: { note: 'y'.repeat(9_000) } })).errorCode).toBe(
    'VALIDATION_FAILED',
  );
  const { message } = expectStatus(await post({ content: 'x' }), 201).body;
  const react = (emoji: string) => ann.post(`/api/messages/${message.id}/react`, { emoji });
  expect((await react('👍\u200d'.repeat(2_000))).errorCode).toBe('VALIDATION_FAILED');
  const emoji = [
    '😀',
    '😁',
    '😂',
    '🤣',
    '😃',
    '😄',
    '😅',
    '😆',
    '😉',
    '😊',
    '😋',
    '😎',
    '😍',
    '😘',
    '🥰',
    '😗',
    '😙',
    '😚',
    '🙂',
    '🤗',
  ];
  for (const one of emoji) expectStatus(await react(one), 200);
  expect((await react('🤩')).errorCode).toBe('CONFLICT');
  const edit = await ann.put(`/api/messages/${message.id}`, { content: 'é'.repeat(9_000) });
  expect(edit.errorCode).toBe('VALIDATION_FAILED');
  expect((await ann.get(`/api/search?q=${'%CC%81'.repeat(1_500)}`)).errorCode).toBe('VALIDATION_FAILED');
});

it('bombs that call themselves pictures are files like any other, and nobody unpacks them', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const zeros = Buffer.alloc(20_000_000);
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0', 'latin1'),
    deflateSync(zeros),
  ]);
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]), Buffer.alloc(600_000, 0xff)]);
  const bombs: [string, Buffer][] = [
    ['bomb.png', gzipSync(zeros)],
    ['bomb.png', png],
    ['endless.jpg', jpeg],
    ['cut.gif', Buffer.from('GIF89a')],
    [
      'frame.gif',
      Buffer.from(`GIF89a\x0a\x00\x0a\x00\x00\x00\x00\x2c\0\0\0\0${'\xff'.repeat(4)}\0\0`, 'latin1'),
    ],
    [
      'talk.gif',
      Buffer.from(`GIF89a\x0a\x00\x0a\x00\x00\x00\x00\x21\xfe${'\xff'.repeat(600_000)}`, 'latin1'),
    ],
    ['cut.webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['empty.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', 'latin1')],
  ];
  for (const [name, bytes] of bombs) {
    const response = await fetch(`${host.url}/api/rooms/${room.id}/files?name=${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'image/png' },
      body: bytes,
    });
    expect(response.status).toBe(201);
    const { file } = (await response.json()) as { file: { id: string; kind: string; width: null } };
    expect([name, file.kind, file.width]).toEqual([name, 'file', null]);
    const back = await fetch(`${host.url}/api/files/${file.id}`, {
      headers: { authorization: `Bearer ${ann.token}` },
    });
    expect(back.headers.get('content-type')).toBe('application/octet-stream');
    expect(back.headers.get('content-encoding')).toBeNull();
    expect(back.headers.get('content-disposition')).toMatch(/^attachment/);
  }
});
