import type { Transport } from './transport.ts';
import type { CallOptions, Identity, IdentityInfo, Metadata, NamespaceInfo, NewNamespace } from './types.ts';

interface Named {
  /** Written into the metadata, where everybody looks for it. */
  readonly displayName?: string | undefined;
  readonly metadata?: Metadata | undefined;
}

/** With the namespace's secret as its owner; without one, by the administration's token. */
interface OfOwner extends CallOptions {
  readonly ns: string;
  readonly nsSecret?: string | undefined;
}

/** Namespaces and the identities in them. */
export interface NamespaceVerbs {
  createNamespace(
    input?: Named & { ttlHours?: number | undefined; slug?: string | undefined } & CallOptions,
  ): Promise<NewNamespace>;
  listNamespaces(options?: CallOptions): Promise<NamespaceInfo[]>;
  getNamespace(input: { ns: string } & CallOptions): Promise<NamespaceInfo>;
  updateNamespace(input: { ns: string; metadata: Metadata } & CallOptions): Promise<NamespaceInfo>;
  deleteNamespace(input: { ns: string } & CallOptions): Promise<void>;
  archiveNamespace(input: { ns: string; nsSecret: string } & CallOptions): Promise<void>;
  createIdentity(input: OfOwner & Named): Promise<Identity>;
  listIdentities(input: OfOwner & { secret?: string | undefined }): Promise<IdentityInfo[]>;
  getIdentity(
    input: { ns: string; id: string; secret?: string; nsSecret?: string } & CallOptions,
  ): Promise<IdentityInfo>;
  updateIdentity(
    input: { ns: string; id: string; nsSecret: string; metadata: Metadata } & CallOptions,
  ): Promise<IdentityInfo>;
  deleteIdentity(input: OfOwner & { id: string }): Promise<void>;
}

function describe({ displayName, metadata = {} }: Named): Metadata {
  return displayName === undefined ? metadata : { display_name: displayName, ...metadata };
}

export function createNamespaceVerbs(
  { call }: Transport,
  options: { adminToken?: string | undefined },
): NamespaceVerbs {
  const asAdmin: Record<string, string> =
    options.adminToken === undefined ? {} : { 'X-Admin-Token': options.adminToken };

  /** Identities are made by the owner of a namespace, or by the administration. */
  function asOwner({ ns, nsSecret, signal }: OfOwner, ...rest: string[]) {
    return nsSecret === undefined
      ? { path: ['admin', ns, 'identities', ...rest], headers: asAdmin, signal }
      : { path: [ns, 'identities', ...rest], headers: { 'X-Namespace-Secret': nsSecret }, signal };
  }

  const bySecret = (secret: string | undefined, nsSecret: string | undefined): Record<string, string> => ({
    ...(nsSecret !== undefined && { 'X-Namespace-Secret': nsSecret }),
    ...(secret !== undefined && nsSecret === undefined && { 'X-Inbox-Secret': secret }),
  });

  return {
    createNamespace({ ttlHours, slug, signal, ...named } = {}) {
      const body = {
        metadata: describe(named),
        ...(ttlHours !== undefined && { ttl_hours: ttlHours }),
        ...(slug !== undefined && { slug }),
      };
      return call({ method: 'POST', path: ['admin', 'namespaces'], headers: asAdmin, body, signal });
    },
    listNamespaces: ({ signal } = {}) =>
      call({ method: 'GET', path: ['admin', 'namespaces'], headers: asAdmin, signal }),
    getNamespace: ({ ns, signal }) =>
      call({ method: 'GET', path: ['admin', 'namespaces', ns], headers: asAdmin, signal }),
    updateNamespace: ({ ns, metadata, signal }) =>
      call({
        method: 'PATCH',
        path: ['admin', 'namespaces', ns],
        headers: asAdmin,
        body: { metadata },
        signal,
      }),
    async deleteNamespace({ ns, signal }) {
      await call({ method: 'DELETE', path: ['admin', 'namespaces', ns], headers: asAdmin, signal });
    },
    async archiveNamespace({ ns, nsSecret, signal }) {
      await call({ method: 'POST', path: [ns, 'archive'], headers: bySecret(undefined, nsSecret), signal });
    },
    createIdentity: (input) =>
      call({ method: 'POST', ...asOwner(input), body: { metadata: describe(input) } }),
    listIdentities: (input) =>
      input.secret === undefined
        ? call({ method: 'GET', ...asOwner(input) })
        : call({
            method: 'GET',
            path: [input.ns, 'identities'],
            headers: bySecret(input.secret, input.nsSecret),
            signal: input.signal,
          }),
    getIdentity: ({ ns, id, secret, nsSecret, signal }) =>
      call({ method: 'GET', path: [ns, 'identities', id], headers: bySecret(secret, nsSecret), signal }),
    updateIdentity: ({ ns, id, nsSecret, metadata, signal }) =>
      call({
        method: 'PATCH',
        path: [ns, 'identities', id],
        headers: bySecret(undefined, nsSecret),
        body: { metadata },
        signal,
      }),
    async deleteIdentity(input) {
      await call({ method: 'DELETE', ...asOwner(input, input.id) });
    },
  };
}
