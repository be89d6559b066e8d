import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computeFingerprint, createHostCertificate, readHostCertificate } from '../certificate.ts';
import { hostCertificateFile, loadHostCertificate } from '../host-certificate-store.ts';
import { createRecordingLogger } from './recording-logger.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

describe('the host certificate', () => {
  it('is a valid self-signed P-256 certificate with a name and no expiry', () => {
    const made = createHostCertificate({ commonName: 'Spaces host ä', now });
    const certificate = new X509Certificate(made.certPem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toContain('Spaces host ä');
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.ca).toBe(false);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(9999);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(now);
    expect(made.fingerprint).toBe(certificate.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(made.fingerprint).toBe(computeFingerprint(certificate.raw));
  });

  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  it.skipIf(!hasOpenssl)('is accepted by an independent reader (openssl)', () => {
    const { certPem } = createHostCertificate({ commonName: 'Spaces', now });
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: certPem }).toString();
    expect(text).toContain('ecdsa-with-SHA256');
    expect(text).toContain('CA:FALSE');
  });

  it('never repeats: key, serial and fingerprint are new every time', () => {
    const made = Array.from({ length: 20 }, () => createHostCertificate({ commonName: 'Spaces', now }));
    expect(new Set(made.map((one) => one.fingerprint)).size).toBe(20);
    expect(new Set(made.map((one) => new X509Certificate(one.certPem).serialNumber)).size).toBe(20);
  });

  it('serves TLS 1.3', async () => {
    const { certPem, keyPem, fingerprint } = createHostCertificate({ commonName: 'Spaces', now });
    const server = createServer({ cert: certPem, key: keyPem, minVersion: 'TLSv1.3' }, (socket) =>
      socket.end(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const socket = await new Promise<TLSSocket>((resolve, reject) => {
      const client = connect({ port, host: '127.0.0.1', ca: [certPem], servername: 'localhost' }, () =>
        resolve(client),
      );
      client.once('error', reject);
    });
    expect(socket.authorized).toBe(true);
    expect(socket.getProtocol()).toBe('TLSv1.3');
    expect(computeFingerprint(socket.getPeerX509Certificate()?.raw ?? new Uint8Array())).toBe(fingerprint);
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('refuses a key that belongs to another certificate', () => {
    const one = createHostCertificate({ commonName: 'One', now });
    const two = createHostCertificate({ commonName: 'Two', now });
    expect(() => readHostCertificate({ certPem: one.certPem, keyPem: two.keyPem })).toThrow('do not match');
  });
});

describe('the certificate in the data folder', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'spaces-certificate-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  function load(logger = createRecordingLogger()) {
    return loadHostCertificate({ directory, commonName: 'Spaces', now: () => now, logger });
  }

  it('is made at the first start, for the owner only, and kept for good', async () => {
    const first = await load();
    expect(first.origin).toBe('created');
    const second = await load();
    expect(second).toEqual({ ...first, origin: 'kept' });
    expect((await stat(join(directory, hostCertificateFile))).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual([hostCertificateFile]);
  });

  it('is closed again when somebody opened it to others', async () => {
    await load();
    await chmod(join(directory, hostCertificateFile), 0o644);
    await load();
    expect((await stat(join(directory, hostCertificateFile))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{"version":1,"cert":"x","key":"y"}', '[]', '\u0000\uffff'])(
    'is set aside when damaged, and the person is told (%j)',
    async (damage) => {
      const first = await load();
      const file = join(directory, hostCertificateFile);
      await writeFile(file, damage);
      const logger = createRecordingLogger();
      const second = await load(logger);
      expect(second.origin).toBe('replaced');
      expect(second.fingerprint).not.toBe(first.fingerprint);
      expect(await readFile(second.setAside ?? '', 'utf8')).toBe(damage);
      expect(logger.lines.map((line) => line.level)).toEqual(['error']);
      expect((await load()).fingerprint).toBe(second.fingerprint);
    },
  );

  it('never makes a new identity because a file could not be read', async () => {
    const file = join(directory, hostCertificateFile);
    await mkdir(file);
    await expect(load()).rejects.toThrow('EISDIR');
  });

  it('survives two starts at the same moment with one valid pair on the disk', async () => {
    await Promise.all([load(), load()]);
    const kept = await load();
    expect(kept.origin).toBe('kept');
    expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
