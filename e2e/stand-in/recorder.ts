export interface DesktopCall {
  api: string;
  args: unknown[];
}

/** What the app asked of the desktop, and the answers a test prepared for it. */
export interface Recorder {
  readonly calls: DesktopCall[];
  record(api: string, ...args: unknown[]): void;
  prepareAnswer(api: string, answer: unknown): void;
  takeAnswer<T>(api: string, otherwise: T): T;
}

export function createRecorder(): Recorder {
  const calls: DesktopCall[] = [];
  const answers = new Map<string, unknown[]>();
  return {
    calls,
    record: (api, ...args) => void calls.push({ api, args }),
    prepareAnswer(api, answer) {
      answers.set(api, [...(answers.get(api) ?? []), answer]);
    },
    takeAnswer<T>(api: string, otherwise: T) {
      const prepared = answers.get(api);
      return prepared?.length ? (prepared.shift() as T) : otherwise;
    },
  };
}
