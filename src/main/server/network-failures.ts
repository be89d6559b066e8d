import { AppError } from '#shared/contract/errors.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import type { DirectoryHost } from './discovery/host-list.ts';
import type { ResolveCodeResult } from './discovery/resolve-code.ts';

export function certificateChanged({ hostId, name }: Pick<DirectoryHost, 'hostId' | 'name'>): AppError {
  return new AppError('CERTIFICATE_CHANGED', `${name} shows another certificate than before.`, {
    hostId,
    name,
  });
}

export function refuseVersion({ name, protocol }: Pick<DirectoryHost, 'name' | 'protocol'>): AppError {
  return new AppError('VERSION_MISMATCH', `${name} runs another version of Spaces.`, {
    older: protocol > PROTOCOL_VERSION ? 'client' : 'host',
  });
}

/** One answer for many hosts: the most telling one wins, and the names of those who were asked go along. */
export function explainFailure(
  { tried }: Extract<ResolveCodeResult<unknown>, { ok: false }>,
  isTypedMissing: boolean,
): AppError {
  const asked = { tried: tried.map(({ name, outcome }) => ({ name, outcome })) };
  const changed = tried.find(({ outcome }) => outcome === 'certificate-changed');
  if (changed) {
    const { message, details } = certificateChanged(changed);
    return new AppError('CERTIFICATE_CHANGED', message, { ...details, ...asked });
  }
  if (isTypedMissing)
    return new AppError('NOT_REACHABLE', 'No Spaces host answers there.', { isTyped: true, ...asked });
  const limited = tried.filter(({ outcome }) => outcome === 'rate-limited');
  if (limited.length > 0 && limited.length === tried.length) {
    const retryAfterMs = Math.max(...limited.map((one) => one.retryAfterMs ?? 0));
    return new AppError('RATE_LIMITED', 'Too many wrong codes. Wait a moment.', { retryAfterMs, ...asked });
  }
  return new AppError('ROOM_NOT_FOUND', 'No host has a room with this code.', asked);
}
