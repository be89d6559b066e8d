import type { IncomingMessage } from 'node:http';
import type { ValidationIssue } from './deaddrop-error.ts';
import type { JsonObject } from './fields.ts';
import type { Body } from './read-body.ts';
import type { Credentials } from './route.ts';

function readHeader(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function readCredentials(request: IncomingMessage): Credentials {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
  return {
    inbox: readHeader(request, 'x-inbox-secret'),
    namespace: readHeader(request, 'x-namespace-secret'),
    admin: readHeader(request, 'x-admin-token') ?? bearer,
  };
}

export function readBodySource(body: Body, isOptional: boolean, issues: ValidationIssue[]): JsonObject {
  if (body.kind === 'none' || (body.kind === 'json' && body.value === null)) {
    if (!isOptional) issues.push({ type: 'missing', loc: ['body'], msg: 'Field required', input: null });
    return {};
  }
  const { value } = body;
  if (body.kind === 'json' && typeof value === 'object' && !Array.isArray(value)) return value as JsonObject;
  issues.push({
    type: 'model_attributes_type',
    loc: ['body'],
    msg: 'Input should be a valid dictionary or object to extract fields from',
    input: value,
  });
  return {};
}

export function readUrl(target: string): URL | null {
  try {
    // Put together as text: a path that begins with two slashes must not become a host.
    return new URL(`http://host${target}`);
  } catch {
    return null;
  }
}

export function readPath(url: URL): string {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return url.pathname;
  }
}

export function readQuery(url: URL): JsonObject {
  // A repeated parameter's last value counts.
  return Object.fromEntries(url.searchParams);
}
