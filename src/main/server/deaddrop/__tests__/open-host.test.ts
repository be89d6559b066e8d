import { describe, expect, it } from 'vitest';
import { createTestConfig, makeDataDir } from '../../__tests__/test-host.ts';
import { readServerConfig } from '../../config.ts';
import { createRoomServer } from '../../create-room-server.ts';
import { setUpWorld } from './deaddrop-world.ts';

describe('an open host', () => {
  const world = setUpWorld({ isDeaddropOpen: true });

  it('asks nobody for a token', async () => {
    expect((await world.call('POST', '/admin/namespaces')).status).toBe(200);
    expect((await world.call('GET', '/admin/namespaces')).status).toBe(200);
  });

  it('is allowed on loopback alone', () => {
    const environment = { SPACES_DEADDROP_OPEN: '1' };
    expect(readServerConfig(['--host', '127.0.0.1'], environment).isDeaddropOpen).toBe(true);
    expect(() => readServerConfig(['--host', '0.0.0.0'], environment)).toThrow(/loopback/);
  });
});

it('makes an administration token at the first start and keeps it', async () => {
  const dataDir = await makeDataDir();
  const tokens: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const server = createRoomServer(createTestConfig(dataDir));
    const { httpUrl, adminToken } = await server.start();
    tokens.push(adminToken);
    const headers = { Authorization: `Bearer ${adminToken}` };
    expect((await fetch(`${httpUrl}/admin/namespaces`, { headers })).status).toBe(200);
    await server.stop();
  }
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[0]?.length).toBeGreaterThan(20);
});
