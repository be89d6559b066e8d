import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startKnocking } from '../knock-sound.ts';

/** The browser's edge: notes when a tone sounds, how loud it gets and whether it leads to the loudspeaker. */
function createSpeaker() {
  const tones: { from: number; to: number; loudest: number; isHeard: boolean }[] = [];
  const state = { opened: 0, resumed: 0, closed: 0 };
  class FakeAudioContext {
    currentTime = 10;
    state = 'suspended';
    destination = {};
    constructor() {
      state.opened += 1;
    }
    createGain() {
      const levels: number[] = [];
      const note = (level: number) => levels.push(level);
      return {
        levels,
        isHeard: false,
        gain: { setValueAtTime: note, exponentialRampToValueAtTime: note },
        connect(target: unknown) {
          this.isHeard = target !== undefined;
        },
      };
    }
    createOscillator() {
      const tone = { from: Number.NaN, to: Number.NaN, loudest: 0, isHeard: false };
      let gain: ReturnType<FakeAudioContext['createGain']> | undefined;
      const ignore = () => {};
      return {
        type: '',
        frequency: { setValueAtTime: ignore, exponentialRampToValueAtTime: ignore },
        connect(target: ReturnType<FakeAudioContext['createGain']>) {
          gain = target;
          return target;
        },
        start(at: number) {
          tone.from = at;
        },
        stop(at: number) {
          tones.push({
            ...tone,
            to: at,
            loudest: Math.max(...(gain?.levels ?? [0])),
            isHeard: gain?.isHeard === true,
          });
        },
      };
    }
    async resume() {
      state.resumed += 1;
    }
    async close() {
      state.closed += 1;
    }
  }
  return { FakeAudioContext, tones, state };
}

describe('R13 a knock is heard', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('at once as two taps, again every eight seconds, and no more when it was answered', () => {
    const { FakeAudioContext, tones, state } = createSpeaker();
    vi.stubGlobal('AudioContext', FakeAudioContext);
    const stop = startKnocking();
    expect(tones).toHaveLength(2);
    for (const tone of tones) {
      expect(tone).toMatchObject({ isHeard: true });
      expect(tone.from).toBeGreaterThan(10);
      expect(tone.to).toBeGreaterThan(tone.from);
      expect(tone.loudest).toBeGreaterThan(0.1);
    }
    expect(tones[1]?.from).toBeGreaterThan(tones[0]?.from ?? Number.POSITIVE_INFINITY);
    // A page that was only opened may not sound before it is let.
    expect(state.resumed).toBeGreaterThan(0);
    vi.advanceTimersByTime(8_000);
    expect(tones).toHaveLength(4);
    vi.advanceTimersByTime(16_000);
    expect(tones).toHaveLength(8);
    expect(state.opened).toBe(1);

    stop();
    expect(state.closed).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(tones).toHaveLength(8);
  });

  it('does no harm where there is nothing to hear it with', () => {
    vi.stubGlobal('AudioContext', undefined);
    const stop = startKnocking();
    vi.advanceTimersByTime(8_000);
    stop();
  });
});
