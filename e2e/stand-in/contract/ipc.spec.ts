import { expect, test } from './launch-fixture.ts';

interface FixtureApi {
  early(): Promise<string>;
  echo(value: unknown): Promise<unknown>;
  fail(): Promise<unknown>;
  unknown(): Promise<unknown>;
  shout(text: string): void;
  onHeard(callback: (text: string) => void): () => void;
  add(a: number, b: number): number;
  throwHere(): void;
}

declare global {
  interface Window {
    fixture: FixtureApi;
    preloadSecret?: string;
    require?: unknown;
  }
}

test('carries values of every cloneable kind to the main process and back', async ({ launch }) => {
  const { page } = await launch();
  const kinds = await page.evaluate(async () => {
    const value = {
      date: new Date(5),
      map: new Map([['a', new Set([1])]]),
      bytes: new Uint8Array(1_000_000).fill(7),
      big: 12n,
      nothing: undefined,
      nan: Number.NaN,
      list: [null, { $: 'a tag of ours' }],
      text: 'é\u2028😀',
    };
    const back = (await window.fixture.echo(value)) as typeof value;
    return {
      time: back.date.getTime(),
      hasSet: back.map.get('a')?.has(1),
      bytes: [back.bytes.length, back.bytes.at(-1)],
      big: String(back.big),
      hasNothing: 'nothing' in back && back.nothing === undefined,
      nan: String(back.nan),
      list: back.list,
      text: back.text,
    };
  });
  expect(kinds).toEqual({
    time: 5,
    hasSet: true,
    bytes: [1_000_000, 7],
    big: '12',
    hasNothing: true,
    nan: 'NaN',
    list: [null, { $: 'a tag of ours' }],
    text: 'é\u2028😀',
  });
});

test('words errors as Electron does', async ({ launch }) => {
  const { page } = await launch();
  const readError = (name: 'fail' | 'unknown') =>
    page.evaluate((method) => window.fixture[method]().catch((error: Error) => error.message), name);
  expect(await readError('fail')).toBe("Error invoking remote method 'fail': RangeError: no such thing");
  expect(await readError('unknown')).toBe(
    "Error invoking remote method 'nobody:listens': Error: No handler registered for 'nobody:listens'",
  );
  const cloning = page.evaluate(() =>
    window.fixture.echo({ action: () => 1 }).catch((error: Error) => error.message),
  );
  expect(await cloning).toContain('could not be cloned');
});

test('tells the handler who sent, from the very first call', async ({ launch }) => {
  const { app, page } = await launch();
  expect(await page.evaluate(() => window.fixture.early())).toBe('sent while the preload ran');
  const senders = await app.evaluate(
    () => (globalThis as unknown as { seen: { senders: object[] } }).seen.senders,
  );
  expect(senders).toEqual([
    { url: 'app://fixture/index.html', isMain: true },
    { url: 'app://fixture/index.html', isMain: true },
  ]);
});

test('sends one way and back, until the page stops listening', async ({ launch }) => {
  const { page } = await launch();
  await page.evaluate(() => window.fixture.shout('quiet words'));
  await expect(page.locator('#heard')).toHaveText('QUIET WORDS');
  const heard = await page.evaluate(async () => {
    const list: string[] = [];
    const stop = window.fixture.onHeard((text) => list.push(text));
    const nextHeard = () => new Promise<void>((resolve) => void window.fixture.onHeard(() => resolve()));
    let answered = nextHeard();
    window.fixture.shout('one');
    await answered;
    stop();
    answered = nextHeard();
    window.fixture.shout('two');
    await answered;
    return list;
  });
  expect(heard).toEqual(['ONE']);
});

test('keeps the two worlds of a page apart', async ({ launch }) => {
  const { page } = await launch();
  const found = await page.evaluate(() => {
    let thrown: unknown;
    try {
      window.fixture.throwHere();
    } catch (error) {
      thrown = error instanceof Error && error.message;
    }
    const isFrozen = Object.isFrozen(window.fixture);
    return {
      thrown,
      isFrozen,
      sum: window.fixture.add(2, 3),
      secret: window.preloadSecret,
      require: window.require,
    };
  });
  expect(found).toEqual({
    thrown: 'from the preload',
    isFrozen: true,
    sum: 5,
    secret: undefined,
    require: undefined,
  });
});
