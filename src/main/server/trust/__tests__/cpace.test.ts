import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  buildGeneratorString,
  computeGenerator,
  computeSessionKey,
  computeShare,
  computeSharedPoint,
  encodeText,
  InvalidShareError,
  joinWithLengths,
  readScalar,
  sampleScalar,
} from '../cpace.ts';

/** Test vectors of draft-irtf-cfrg-cpace, group ristretto255 with SHA-512. */
const vector = {
  password: encodeText('Password'),
  channel: fromHex('0b415f696e69746961746f720b425f726573706f6e646572'),
  sessionId: fromHex('7e4b4791d6a8ef019b936c79fb7f2c57'),
  generatorString:
    '11435061636552697374726574746f3235350850617373776f726464' +
    `${'00'.repeat(100)}180b415f696e69746961746f` +
    '720b425f726573706f6e646572107e4b4791d6a8ef019b936c79fb7f2c57',
  generator: '222b6b195fe84b1652badb6f6a3ae3d24341e7306967f0b8115b40d5698c7e56',
  ya: 'da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08',
  Ya: 'd6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b9157',
  yb: 'd2316b454718c35362d83d69df6320f38578ed5984651435e2949762d900b80d',
  Yb: '3ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f7258',
  K: '80b69a8a76457ab6a4d7f887a4bf6b55a2f80ac19c333f917a05fc9887c8b40f',
  isk:
    'b69effbf61b51d56401c0f65601abe428de8206feaaf0e32198896dcae7b35cd' +
    '2b38950a39dfd5d4a79164614c2984f7daa460b588c1e80c3fa2068af7900447',
};
const multiplication = {
  s: '7cd0e075fa7955ba52c02759a6c90dbbfc10e6d40aea8d283e407d88cf538a05',
  X: '2c3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c',
  result: '7c13645fe790a468f62c39beb7388e541d8405d1ade69d1778c5fe3e7f6b600e',
  notAnElement: '2b3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c',
  neutral: '00'.repeat(32),
};

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('CPace test vectors of the draft', () => {
  it('joins parts with their LEB128 lengths', () => {
    const parts = ['1234', '5', '', '678'].map(encodeText);
    expect(toHex(joinWithLengths(...parts))).toBe('043132333401350003363738');
    expect(toHex(joinWithLengths(new Uint8Array(127))).slice(0, 2)).toBe('7f');
    expect(toHex(joinWithLengths(new Uint8Array(128))).slice(0, 4)).toBe('8001');
  });

  it('builds the generator string and the generator', () => {
    expect(toHex(buildGeneratorString(vector))).toBe(vector.generatorString);
    expect(toHex(computeGenerator(vector).toBytes())).toBe(vector.generator);
  });

  it('makes the shares of A and B', () => {
    const generator = computeGenerator(vector);
    expect(toHex(computeShare(readScalar(fromHex(vector.ya)), generator))).toBe(vector.Ya);
    expect(toHex(computeShare(readScalar(fromHex(vector.yb)), generator))).toBe(vector.Yb);
  });

  it('arrives at the same secret point from both sides', () => {
    expect(toHex(computeSharedPoint(readScalar(fromHex(vector.ya)), fromHex(vector.Yb)))).toBe(vector.K);
    expect(toHex(computeSharedPoint(readScalar(fromHex(vector.yb)), fromHex(vector.Ya)))).toBe(vector.K);
  });

  it('makes the session key of initiator and responder', () => {
    const key = computeSessionKey({
      sessionId: vector.sessionId,
      sharedPoint: fromHex(vector.K),
      initiator: { share: fromHex(vector.Ya), associatedData: encodeText('ADa') },
      responder: { share: fromHex(vector.Yb), associatedData: encodeText('ADb') },
    });
    expect(toHex(key)).toBe(vector.isk);
  });

  it('multiplies a valid element and refuses what the draft calls invalid', () => {
    const scalar = readScalar(fromHex(multiplication.s));
    expect(toHex(computeSharedPoint(scalar, fromHex(multiplication.X)))).toBe(multiplication.result);
    for (const bad of [multiplication.notAnElement, multiplication.neutral, 'ff'.repeat(32), '00']) {
      expect(() => computeSharedPoint(scalar, fromHex(bad))).toThrow(InvalidShareError);
    }
  });
});

describe('CPace scalars', () => {
  it('are below the group order and never zero', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    for (let index = 0; index < 50; index += 1) {
      const scalar = sampleScalar(randomBytes);
      expect(scalar > 0n && scalar < order).toBe(true);
    }
    const answers = [new Uint8Array(32), new Uint8Array(32).fill(0xff)];
    expect(sampleScalar(() => answers.shift() ?? new Uint8Array(32))).toBe(2n ** 252n - 1n);
  });
});
