/** Two short taps, made here: no file, nothing to load. */
function tap(context: AudioContext, at: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.type = 'triangle';
  tone.frequency.setValueAtTime(210, at);
  tone.frequency.exponentialRampToValueAtTime(90, at + 0.08);
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.5, at + 0.008);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.18);
}

export interface KnockSound {
  play(): void;
  stop(): void;
}

export function createKnockSound(): KnockSound {
  let context: AudioContext | null = null;
  return {
    play() {
      try {
        context ??= new AudioContext();
        // A page that nobody has touched yet may not make sounds; the first touch allows it.
        if (context.state === 'suspended') void context.resume();
        for (const delay of [0.02, 0.2]) tap(context, context.currentTime + delay);
      } catch {
        // No sound card: the toast says the same.
      }
    },
    stop() {
      void context?.close();
      context = null;
    },
  };
}
