import { beforeEach } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { PendingDraft, RoomRef } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { type Device, setUpVisits, unwrap } from './visits.ts';

/** A host of its own for each test, and Ann’s devices. */
export function setUpUploads() {
  const visit = setUpVisits();
  let host: TestHost;
  beforeEach(async () => {
    host = await startTestHost();
  });
  return {
    /** One device; the same `kept` and `deviceId` make it a later visit of it. */
    enter: (deviceId: string, kept: Device['kept']) => visit(host, 'Ann', { deviceId, kept }),
    openRoom: async (session: Session): Promise<RoomRef> => {
      const ref = unwrap(await session.actions.createRoom(host.url, { name: 'Files' }));
      unwrap(await session.actions.openRoom(ref));
      return ref;
    },
  };
}

export const draftOf = (content: string): PendingDraft => ({
  messageType: 'file',
  content,
  contentType: 'text/plain',
});
export const uploadsOf = ({ uploads }: Session) => uploads.getState().uploads;
export const messagesOf = (session: Session, ref: RoomRef): readonly Message[] =>
  (findRoom(session.store.getState(), ref)?.timeline?.messages ?? []).filter(
    ({ messageType }) => messageType !== 'system',
  );
