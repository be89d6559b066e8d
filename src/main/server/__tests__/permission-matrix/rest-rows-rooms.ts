import type { ROOM_ROUTES } from '#shared/contract/http-rooms.ts';
import type { RULE_ROUTES } from '#shared/contract/http-rules.ts';
import { KNOWN, MODERATE, nobody, OWN, RUN, VIEW } from './callers.ts';
import type { RestRow } from './scene.ts';

/** Joining is for everybody who was not banned; who was sent away may come back. */
const JOIN = { ...KNOWN, banned: 'BANNED' } as const;
const SEEN = { outsider: 'done', kicked: 'done', banned: 'done' } as const;

export const ROOM_ROWS = {
  listRooms: { expected: KNOWN, request: ({ person }) => person.get('/api/rooms?limit=200') },
  createRoom: { expected: KNOWN, request: ({ person }) => person.post('/api/rooms', { name: 'Another' }) },
  getRoomByCode: {
    expected: KNOWN,
    request: ({ person, room }) => person.get(`/api/rooms/code/${room.roomCode}`),
  },
  getRoom: { expected: VIEW, inPublic: SEEN, request: ({ person, base }) => person.get(base) },
  updateRoom: { expected: RUN, request: ({ person, base }) => person.patch(base, { description: 'x' }) },
  replaceRoom: { expected: RUN, request: ({ person, base }) => person.put(base, { name: 'y' }) },
  updateRoomState: {
    expected: RUN,
    request: ({ person, base }) =>
      person.patch(`${base}/state`, { currentMode: 'philosopher', locked: true }),
  },
  deleteRoom: { expected: OWN, isAlone: true, request: ({ person, base }) => person.delete(base) },
  joinRoom: {
    expected: JOIN,
    isAlone: true,
    letsIn: true,
    request: ({ person, base }) => person.post(`${base}/join`),
  },
  leaveRoom: { expected: VIEW, isAlone: true, request: ({ person, base }) => person.post(`${base}/leave`) },
  leaveRoomByDelete: {
    expected: VIEW,
    isAlone: true,
    request: ({ person, base }) => person.delete(`${base}/leave`),
  },
  listParticipants: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/participants`) },
} satisfies Record<keyof typeof ROOM_ROUTES, RestRow>;

export const RULE_ROWS = {
  updateMember: {
    expected: MODERATE,
    request: async ({ person, base, newcomer }) =>
      person.patch(`${base}/members/${await newcomer()}`, { muted: true }),
  },
  kickMember: {
    expected: MODERATE,
    request: async ({ person, base, newcomer }) => person.delete(`${base}/kick/${await newcomer()}`),
  },
  listBans: { expected: MODERATE, request: ({ person, base }) => person.get(`${base}/bans`) },
  banUser: {
    expected: MODERATE,
    request: async ({ person, base, newcomer }) => person.post(`${base}/bans`, { userId: await newcomer() }),
  },
  unbanUser: {
    expected: MODERATE,
    async request({ person, people, base, newcomer }) {
      const userId = await newcomer();
      await people.owner.post(`${base}/bans`, { userId });
      return person.delete(`${base}/bans/${userId}`);
    },
  },
  rotateCode: { expected: RUN, request: ({ person, base }) => person.post(`${base}/code`) },
  listAudit: { expected: MODERATE, request: ({ person, base }) => person.get(`${base}/audit`) },

  startWaiting: {
    expected: { ...nobody('CONFLICT'), outsider: 'done', kicked: 'done', banned: 'BANNED' },
    async request({ person, people, base }) {
      await people.owner.patch(`${base}/state`, { locked: true });
      return person.post(`${base}/wait`);
    },
  },
  checkWaiting: { expected: KNOWN, request: ({ person, base }) => person.get(`${base}/wait`) },
  stopWaiting: { expected: KNOWN, request: ({ person, base }) => person.delete(`${base}/wait`) },
  listWaiting: { expected: MODERATE, request: ({ person, base }) => person.get(`${base}/waiting`) },
  admitAll: { expected: MODERATE, request: ({ person, base }) => person.post(`${base}/waiting/admit`) },
  admitUser: {
    expected: MODERATE,
    request: async ({ person, base, knock }) => person.post(`${base}/waiting/${await knock()}/admit`),
  },
  denyUser: {
    expected: MODERATE,
    request: async ({ person, base, knock }) => person.post(`${base}/waiting/${await knock()}/deny`),
  },
} satisfies Record<keyof typeof RULE_ROUTES, RestRow>;
