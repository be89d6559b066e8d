import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDataDir, startTestHost } from './test-host.ts';

const BROWSER = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

it('tells people at an unknown address so on a page, and programs in JSON', async () => {
  const webRoot = join(await makeDataDir(), 'web');
  await mkdir(webRoot);
  await writeFile(join(webRoot, 'index.html'), '<title>The app</title>');
  const host = await startTestHost({ webRoot });
  const open = async (path: string, headers: Record<string, string> = BROWSER, method = 'GET') => {
    const response = await fetch(host.url + path, { headers, method });
    return { status: response.status, text: await response.text() };
  };
  for (const path of ['/nowhere', '/some/where/else/entirely']) {
    expect(await open(path)).toEqual({
      status: 404,
      text: expect.stringContaining('There is nothing at this address'),
    });
    for (const method of ['GET', 'POST']) {
      const headers = method === 'GET' ? {} : BROWSER;
      expect(await open(path, headers, method)).toEqual({ status: 404, text: '{"detail":"Not Found"}' });
    }
  }
  expect(JSON.parse((await open('/api/nowhere')).text).error.code).toBe('NOT_FOUND');
  for (const path of ['/spaces/ABC', '/spaces/ABC23I', '/spaces/%3Cb%3E']) {
    expect(await open(path)).toEqual({
      status: 404,
      text: expect.stringContaining('six letters and digits'),
    });
  }
  for (const path of ['/', '/spaces/', '/spaces/ABC234', '/spaces/abc-234', '/spaces/ABC%20234?invite=x']) {
    expect([path, await open(path)]).toEqual([path, { status: 200, text: '<title>The app</title>' }]);
  }
});
