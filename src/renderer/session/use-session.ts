import { createContext, use, useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { AlertSettings } from './alert-settings.ts';
import type { Session, SessionActions } from './create-session.ts';
import type { HostReplica, RoomRef, RoomReplica } from './replica.ts';
import { findRoom, type SessionState } from './session-store.ts';
import { listBeside, type UploadPicture } from './upload-store.ts';

export const SessionContext = createContext<Session | null>(null);

function useSessionValue(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('SessionContext is missing around this component');
  return session;
}

/** Reads a part of the replica; the component renders again when that part changes. */
export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(useSessionValue().store, selector);
}

export function useSessionActions(): SessionActions {
  return useSessionValue().actions;
}

export function useHost<T>(hostKey: string, selector: (host: HostReplica | undefined) => T): T {
  return useSession((state) => selector(state.hosts[hostKey]));
}

export function useRoom<T>(ref: RoomRef, selector: (room: RoomReplica | undefined) => T): T {
  return useSession((state) => selector(findRoom(state, ref)));
}

/** What this device tells its person of, and the way to change it. */
export function useAlertSettings(): readonly [AlertSettings, (change: Partial<AlertSettings>) => void] {
  const { alertSettings } = useSessionValue();
  return [useStore(alertSettings), alertSettings.setState];
}

/** The files beside one composer, and the messages that wait for theirs. */
export function useUploads(ref: RoomRef, threadId: string | null): UploadPicture {
  const { uploads, queued } = useStore(useSessionValue().uploads);
  return useMemo(
    () => ({ uploads: listBeside(uploads, ref, threadId), queued: listBeside(queued, ref, threadId) }),
    [uploads, queued, ref, threadId],
  );
}

/** For event handlers that need the state of the moment without rendering on every change. */
export function useReadSession(): () => SessionState {
  const { store } = useSessionValue();
  return useCallback(() => store.getState(), [store]);
}
