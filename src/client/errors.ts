/** One fault of a request, as the host found it. */
export interface RequestIssue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

/** Everything a call can fail with. `status` is 0 when no answer came. */
export class SpacesError extends Error {
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
  }
}

/** No secret was given, or none that fits. */
export class AccessError extends SpacesError {}
/** There is no such namespace, room, member or message. */
export class NotFoundError extends SpacesError {}
/** The namespace is archived, or the invitation was used. */
export class GoneError extends SpacesError {}
/** The host could not be reached, or the line broke. */
export class UnreachableError extends SpacesError {}

/** The host shows another certificate than the one that was asked for; nothing was said to it. */
export class CertificateError extends SpacesError {
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string) {
    super(495, 'The host shows another certificate than the one it is known by.');
    this.expected = expected;
    this.seen = seen;
  }
}

export class InvalidRequestError extends SpacesError {
  readonly issues: readonly RequestIssue[];

  constructor(status: number, message: string, issues: readonly RequestIssue[]) {
    super(status, message);
    this.issues = issues;
  }
}

export class RateLimitedError extends SpacesError {
  /** Null when no time helps: agents wait until a person speaks. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null) {
    super(429, message);
    this.retryAfterMs = retryAfterMs;
  }
}

function describe(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  if (Array.isArray(detail)) {
    return detail.map((issue: RequestIssue) => `${issue.loc.join('.')}: ${issue.msg}`).join('; ');
  }
  return 'The host refused without saying why.';
}

/** Null also for a date, which no host of Spaces writes. */
function readSeconds(text: string | null): number | null {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

/** Makes the error of a refusal. */
export function createError(status: number, detail: unknown, retryAfter: string | null): SpacesError {
  const message = describe(detail);
  switch (status) {
    case 401:
    case 403:
      return new AccessError(status, message);
    case 404:
      return new NotFoundError(status, message);
    case 410:
      return new GoneError(status, message);
    case 400:
    case 413:
    case 422:
      return new InvalidRequestError(status, message, Array.isArray(detail) ? detail : []);
    case 429:
      return new RateLimitedError(message, readSeconds(retryAfter));
    default:
      return new SpacesError(status, message);
  }
}
