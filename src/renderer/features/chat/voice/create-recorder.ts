import { fail, type Result, succeed } from '#shared/contract/result.ts';
import { summarizeLevels, type VoiceFacts } from './peaks.ts';

export interface Recording extends VoiceFacts {
  readonly blob: Blob;
}

export interface Recorder {
  /** Ends the recording and gives it. */
  finish(): Promise<Recording>;
  cancel(): void;
}

interface RecorderOptions {
  /** 0 to 1, some times a second. */
  onLevel: (level: number, elapsedMs: number) => void;
}

const LEVEL_EVERY_MS = 80;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

function measureLevel(analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): number {
  analyser.getFloatTimeDomainData(samples);
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  // Speech is quiet in numbers: the root makes it visible.
  return Math.min(1, Math.sqrt(Math.sqrt(sum / samples.length)) * 1.4);
}

/** Whether the microphone can be used at all: pages over plain HTTP have none. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined;
}

/** Starts to record at once. */
export async function startRecorder({ onLevel }: RecorderOptions): Promise<Result<Recorder>> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    return fail({ code: isRefused ? 'NOT_ALLOWED' : 'INTERNAL', message: 'No microphone.' });
  }
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
  const chunks: Blob[] = [];
  const levels: number[] = [];
  const startedAt = performance.now();
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(stream).connect(analyser);
  const timer = setInterval(() => {
    const level = measureLevel(analyser, samples);
    levels.push(level);
    onLevel(level, performance.now() - startedAt);
  }, LEVEL_EVERY_MS);
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  recorder.start();

  function release(): void {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  }

  return succeed({
    finish() {
      const durationMs = Math.round(performance.now() - startedAt);
      return new Promise<Recording>((resolve) => {
        recorder.onstop = () => {
          release();
          const blob = new Blob(chunks, { type: recorder.mimeType.split(';')[0] ?? '' });
          resolve({ blob, durationMs, peaks: summarizeLevels(levels) });
        };
        recorder.stop();
      });
    },
    cancel() {
      recorder.onstop = null;
      if (recorder.state !== 'inactive') recorder.stop();
      release();
    },
  });
}
