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

const REPEAT_MS = 8_000;

/** Knocks at once and goes on until it is undone. */
export function startKnocking(): () => void {
  let context: AudioContext | null = null;

  function knock(): void {
    try {
      context ??= new AudioContext();
      // A page that nobody has touched yet may not make sounds; the first touch allows it.
      if (context.state === 'suspended') void context.resume();
      for (const delay of [0.02, 0.2]) tap(context, context.currentTime + delay);
    } catch {
      // No sound card: the toast says the same.
    }
  }

  knock();
  const timer = setInterval(knock, REPEAT_MS);
  return () => {
    clearInterval(timer);
    void context?.close();
  };
}
