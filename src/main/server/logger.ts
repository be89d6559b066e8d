import pino from 'pino';

/** JSON lines on stderr; stdout belongs to the ready line. Secrets are taken out by name. */
export type Logger = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>;

export function createLogger({
  level,
  destination,
}: {
  level: string;
  destination?: pino.DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: [
        'token',
        'password',
        'deviceId',
        'roomCode',
        'code',
        'secret',
        '*.token',
        '*.password',
        '*.roomCode',
      ],
      serializers: { error: pino.stdSerializers.err },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
