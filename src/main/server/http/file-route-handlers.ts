import type { FILE_ROUTES } from '#shared/contract/http-files.ts';
import type { Services } from '../services.ts';
import type { RouteHandlers } from './route-handler.ts';

export function createFileRouteHandlers({
  files,
  uploads,
}: Services): Pick<RouteHandlers, keyof typeof FILE_ROUTES> {
  return {
    createUpload: async ({ actor, params, body }) => ({
      file: await uploads.createUpload(actor, params.roomId, body),
    }),
    getUpload: async ({ actor, params }) => ({ file: await uploads.getUpload(actor, params.fileId) }),
    async cancelUpload({ actor, params }) {
      await uploads.cancelUpload(actor, params.fileId);
      return {};
    },
    listFiles: ({ actor, params, query }) => files.listFiles(actor, params.roomId, query),
    linkFile: ({ actor, params }) => files.linkFile(actor, params.fileId),
  };
}
