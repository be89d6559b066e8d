import type { AGENT_ROUTES } from '#shared/contract/http-agents.ts';
import type { FILE_ROUTES } from '#shared/contract/http-files.ts';
import { makePng, sendBytes, upload } from '../file-transfers.ts';
import { expectStatus } from '../test-host.ts';
import { hideAs, MODERATE, nobody, SPEAK, VIEW } from './callers.ts';
import { type Given, type RestRow, SECRET } from './scene.ts';

const BYTES = Buffer.from(SECRET);
/** A file that was sent, with its picture: for everybody in the room. */
const SEE = hideAs(VIEW, 'NOT_FOUND');
/** A file that is only on its way: it is its sender’s, who is none of the callers. */
const OTHERS = hideAs(nobody('NOT_FOUND'), 'NOT_FOUND');

async function sendFile({ host, author, room, say }: Given): Promise<string> {
  const { id } = await upload(host, author, room.id, 'word.txt', BYTES);
  const bytes = makePng(8, 8);
  await sendBytes(host, author, { method: 'PUT', path: `/api/files/${id}/thumbnail`, bytes });
  await say({ fileIds: [id] });
  return id;
}

async function beginUpload({ author, base }: Given): Promise<string> {
  const answer = await author.post(`${base}/files`, { name: 'mine.txt', size: BYTES.length });
  return expectStatus(answer, 201).body.file.id;
}

export const FILE_ROWS = {
  createUpload: {
    expected: SPEAK,
    request: ({ person, base }) => person.post(`${base}/files`, { name: 'a.txt', size: 3 }),
  },
  getUpload: {
    expected: OTHERS,
    request: async (given) => given.person.get(`/api/files/${await beginUpload(given)}/status`),
  },
  cancelUpload: {
    expected: OTHERS,
    request: async (given) => given.person.delete(`/api/files/${await beginUpload(given)}`),
  },
  listFiles: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/files`) },
  linkFile: {
    expected: SEE,
    request: async (given) => given.person.post(`/api/files/${await sendFile(given)}/link`),
  },
} satisfies Record<keyof typeof FILE_ROUTES, RestRow>;

/** The routes whose bodies are files; the table of the contract does not hold them. */
export const BYTE_ROWS = {
  'send a whole file': {
    expected: SPEAK,
    request: ({ host, person, base }) =>
      sendBytes(host, person, { method: 'POST', path: `${base}/files?name=a.txt`, bytes: BYTES }),
  },
  'send a part': {
    expected: OTHERS,
    request: async (given) =>
      sendBytes(given.host, given.person, {
        method: 'PUT',
        path: `/api/files/${await beginUpload(given)}/content`,
        bytes: BYTES,
      }),
  },
  'send a thumbnail': {
    expected: OTHERS,
    request: async (given) =>
      sendBytes(given.host, given.person, {
        method: 'PUT',
        path: `/api/files/${await beginUpload(given)}/thumbnail`,
        bytes: makePng(8, 8),
      }),
  },
  'get a file': {
    expected: SEE,
    request: async (given) => given.person.get(`/api/files/${await sendFile(given)}`),
  },
  'get a file that was not sent': {
    expected: OTHERS,
    async request({ host, author, person, room }) {
      const { id } = await upload(host, author, room.id, 'mine.txt', BYTES);
      return person.get(`/api/files/${id}`);
    },
  },
  'get a thumbnail': {
    expected: SEE,
    request: async (given) => given.person.get(`/api/files/${await sendFile(given)}/thumbnail`),
  },
} satisfies Record<string, RestRow>;

async function inviteAgent({ author, base }: Given): Promise<string> {
  return expectStatus(await author.post(`${base}/agents`, { name: 'Helper' }), 201).body.agent.id;
}

export const AGENT_ROWS = {
  // An agent of somebody who is muted is silent with them.
  inviteAgent: {
    expected: VIEW,
    request: ({ person, base }) => person.post(`${base}/agents`, { name: 'Mine' }),
  },
  releaseAgents: {
    expected: MODERATE,
    request: ({ person, base }) => person.post(`${base}/agents/release`),
  },
  listAgents: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/agents`) },
  revokeAgent: {
    expected: MODERATE,
    request: async (given) => given.person.delete(`${given.base}/agents/${await inviteAgent(given)}`),
  },
} satisfies Record<keyof typeof AGENT_ROUTES, RestRow>;
