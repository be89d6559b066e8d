/** Details first, like pino, so that the server's own logger fits as it is. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
