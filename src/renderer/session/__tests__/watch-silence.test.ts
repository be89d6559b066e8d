import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence } from '../watch-silence.ts';

describe('L6 half-open lines', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start() {
    const told: string[] = [];
    const watch = watchSilence({
      quietAfterMs: 5_000,
      answerWithinMs: 4_000,
      ask: () => told.push('asked'),
      giveUp: () => told.push('given up'),
    });
    return { watch, told };
  }

  it('are asked when they are quiet and given up when nothing comes', () => {
    const { told } = start();
    vi.advanceTimersByTime(4_999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['asked']);
    vi.advanceTimersByTime(3_999);
    expect(told).toEqual(['asked']);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['asked', 'given up']);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(2);
  });

  it('a line that says anything is left alone', () => {
    const { watch, told } = start();
    for (let second = 0; second < 60; second += 4) {
      vi.advanceTimersByTime(4_000);
      watch.hear();
    }
    expect(told).toEqual([]);
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['asked']);
  });

  it('an answer ends the doubt, and the next silence is asked anew', () => {
    const { watch, told } = start();
    vi.advanceTimersByTime(8_500);
    watch.hear();
    vi.advanceTimersByTime(4_900);
    expect(told).toEqual(['asked']);
    vi.advanceTimersByTime(4_100);
    expect(told).toEqual(['asked', 'asked', 'given up']);
  });

  it('tells nothing any more once it is stopped', () => {
    const { watch, told } = start();
    vi.advanceTimersByTime(6_000);
    watch.stop();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(['asked']);
  });
});
