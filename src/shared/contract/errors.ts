/** Every error code of every surface, with its HTTP status. Codes are never renamed. */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  VALIDATION_FAILED: 400,
  INVALID_CODE: 400,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  NOT_ALLOWED: 403,
  NOT_A_MEMBER: 403,
  ROOM_FULL: 403,
  ROOM_LOCKED: 403,
  WRONG_PASSWORD: 403,
  BANNED: 403,
  MUTED: 403,
  ROOM_NOT_FOUND: 404,
  MESSAGE_NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_MANY_ROOMS: 409,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  VERSION_MISMATCH: 426,
  RATE_LIMITED: 429,
  /** A known host shows another certificate; only the desktop app can tell. */
  CERTIFICATE_CHANGED: 495,
  INTERNAL: 500,
  NOT_REACHABLE: 503,
  STORAGE_FULL: 507,
  /** The disk or the database of the host refuses. */
  STORAGE_FAILED: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type ErrorDetails = Record<string, unknown>;

/** The only error the domain throws on purpose; each surface translates it in one place. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}
