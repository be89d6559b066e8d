import { expect, test } from 'vitest';
import { AckTicket, packetParser } from '../packet-parser.ts';

function decode(...chunks: unknown[]): unknown[] {
  const decoder = new packetParser.Decoder();
  const packets: unknown[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));
  for (const chunk of chunks) decoder.add(chunk);
  return packets;
}

test.each([
  ['0', [{ type: 0, nsp: '/', data: undefined }]],
  ['0{"token":"t"}', [{ type: 0, nsp: '/', data: { token: 't' } }]],
  ['0/admin,{"a":1}', [{ type: 0, nsp: '/admin', data: { a: 1 } }]],
  ['0/admin', [{ type: 0, nsp: '/admin', data: undefined }]],
  ['1', [{ type: 1, nsp: '/', data: undefined }]],
  ['2["hi",{"a":1}]', [{ type: 2, nsp: '/', data: ['hi', { a: 1 }] }]],
  ['217["hi"]', [{ type: 2, nsp: '/', data: ['hi', new AckTicket(17)] }]],
  ['35[1]', [{ type: 3, nsp: '/', data: [1], id: 5 }]],
])('reads %s', (text, packets) => {
  expect(decode(text)).toEqual(packets);
});

test('leaves the placeholder of a binary attachment and drops the bytes', () => {
  const placeholder = { _placeholder: true, num: 0 };
  expect(decode('51-["hi",{"_placeholder":true,"num":0}]', Buffer.from('x'), '2["next"]')).toEqual([
    { type: 2, nsp: '/', data: ['hi', placeholder] },
    { type: 2, nsp: '/', data: ['next'] },
  ]);
});

test.each([
  '',
  '9',
  '4"error"',
  '2',
  '2{}',
  '2[]',
  '2[7]',
  '2["disconnect"]',
  '2["connect"]',
  '2["hi"',
  '2["hi"]x',
  '299999999999999999999["hi"]',
  '3[1]',
  '30{}',
  '1["why"]',
  '0[1]',
  '0"text"',
  '5["hi"]',
  '5-["hi"]',
  '5999999-["hi"]',
  '51.5-["hi"]',
  '5-1-["hi"]',
])('refuses %j', (text) => {
  expect(() => decode(text)).toThrow();
});

test('refuses bytes nobody announced, and text where bytes were announced', () => {
  expect(() => decode(Buffer.from('x'))).toThrow();
  expect(() => decode('51-["hi",{"_placeholder":true,"num":0}]', '2["hi"]')).toThrow();
});

test('writes what the ordinary client expects', () => {
  const encoder = new packetParser.Encoder();
  expect(encoder.encode({ type: 0, nsp: '/', data: { sid: 'a' } })).toEqual(['0{"sid":"a"}']);
  expect(encoder.encode({ type: 4, nsp: '/x', data: { message: 'no' } })).toEqual(['4/x,{"message":"no"}']);
  expect(encoder.encode({ type: 1, nsp: '/' })).toEqual(['1']);
});
