import type { FoundRoom } from '#shared/contract/ipc.ts';
import { type Failure, type Result, succeed } from '#shared/contract/result.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { findClosedDoor } from './find-closed-door.ts';
import type { JoinFormStore } from './join-form-store.ts';
import { checkName } from './NameField.tsx';

export interface JoinRequest {
  readonly found: FoundRoom;
  readonly displayName: string;
  readonly password?: string;
  /** The token of an invitation, which takes the seat instead of code and password. */
  readonly invite?: string;
}

export type JoinRoom = (request: JoinRequest) => Promise<Result<unknown>>;

/** Used, taken back or expired: the invitation will not work later either. */
export function isInviteSpent({ code }: Pick<Failure, 'code'>): boolean {
  return code === 'GONE' || code === 'NOT_FOUND';
}

/** Looks for the room of a code. An answer that comes after the code changed is dropped. */
export async function searchRoom(
  store: JoinFormStore,
  { bridge, code, address }: { bridge: Bridge; code: string; address?: string | undefined },
): Promise<void> {
  const search = { phase: 'searching', code } as const;
  store.setState({ search, refusal: null, password: '' });
  const result = await bridge.resolveCode(code, address);
  if (store.getState().search !== search) return;
  if (result.ok) return store.setState({ search: { phase: 'found', code, found: result.data } });
  const failed = { phase: 'failed', code, error: result.error } as const;
  store.setState({ search: failed });
  if (!isSomebodySlow(result.error)) return;
  // The sentence stands; a host at the end of a bad line may still take it back.
  const late = await bridge.resolveCode(code, address);
  if (late.ok && store.getState().search === failed)
    store.setState({ search: { phase: 'found', code, found: late.data } });
}

/** A host is there and was asked, and its answer did not come in time. */
function isSomebodySlow({ details }: Failure): boolean {
  const tried = Array.isArray(details?.tried) ? (details.tried as { outcome: string }[]) : [];
  return tried.some(({ outcome }) => outcome === 'still-waiting');
}

/**
 * Whether the door of the room that was found is open now. Looking is a whole search by code, which hosts count and
 * limit: so it is done once, when somebody asks for it, and what was typed stays.
 */
export async function lookAgain(
  store: JoinFormStore,
  { bridge, found, address }: { bridge: Bridge; found: FoundRoom; address?: string | undefined },
): Promise<Result<{ isOpen: boolean }>> {
  const result = await bridge.resolveCode(found.room.roomCode, address);
  if (!result.ok) return result;
  const { search } = store.getState();
  if (search.phase === 'found' && search.found === found)
    store.setState({ search: { ...search, found: result.data }, refusal: null });
  return succeed({ isOpen: findClosedDoor(result.data.room) === null });
}

export function forgetSearch(store: JoinFormStore): void {
  store.setState({ search: { phase: 'idle' }, refusal: null, password: '' });
}

export function changeName(store: JoinFormStore, name: string): void {
  store.setState({ name, nameError: null });
}

export function changePassword(store: JoinFormStore, password: string): void {
  store.setState({ password, refusal: null });
}

/** Takes the seat. What is missing is asked for in place, in the order in which it would be refused. */
export async function joinFoundRoom(
  store: JoinFormStore,
  {
    displayName,
    isMember,
    invite = null,
    onJoin,
  }: { displayName: string | null; isMember: boolean; invite?: string | null; onJoin: JoinRoom },
): Promise<void> {
  const { search, name, password, isJoining, refusals } = store.getState();
  if (search.phase !== 'found' || isJoining) return;
  const nameError = displayName === null ? checkName(name) : null;
  const needsPassword = search.found.room.hasPassword && !isMember && invite === null;
  if (nameError !== null) {
    store.setState({ nameError, refusals: refusals + 1 });
    return;
  }
  if (needsPassword && password === '') {
    store.setState({
      refusal: { code: 'WRONG_PASSWORD', message: '', details: { isMissing: true } },
      refusals: refusals + 1,
    });
    return;
  }
  store.setState({ isJoining: true, refusal: null });
  const result = await onJoin({
    found: search.found,
    displayName: displayName ?? name,
    ...(needsPassword ? { password } : {}),
    ...(invite === null ? {} : { invite }),
  });
  store.setState({
    isJoining: false,
    ...(result.ok ? {} : { refusal: result.error, refusals: refusals + 1 }),
  });
}
