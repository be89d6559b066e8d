import { AppError } from '#shared/contract/errors.ts';
import type { Actor } from '../domain/actor.ts';
import { createEndings } from '../domain/identities/endings.ts';

interface Line {
  readonly hangUp: () => void;
}

/** The open connections of each person, so that they can be ended from elsewhere. */
export interface OpenSessions {
  add(userId: string, line: Line): void;
  remove(userId: string, line: Line): void;
  /** Proves somebody; refuses when what they prove it with is ended meanwhile. */
  prove<A extends Actor | null>(authenticate: () => Promise<A>): Promise<A>;
  end(userId: string): void;
}

export function createOpenSessions(): OpenSessions {
  const lines = new Map<string, Set<Line>>();
  const endings = createEndings();
  return {
    add(userId, line) {
      lines.set(userId, (lines.get(userId) ?? new Set()).add(line));
    },
    remove(userId, line) {
      const own = lines.get(userId);
      if (own?.delete(line) && own.size === 0) lines.delete(userId);
    },
    async prove(authenticate) {
      const mark = endings.mark();
      const actor = await authenticate();
      if (actor && endings.hasEndedSince(actor.userId, mark)) {
        throw new AppError('UNAUTHENTICATED', 'That token was ended by the one who runs this host.');
      }
      return actor;
    },
    end(userId) {
      endings.add(userId);
      for (const line of [...(lines.get(userId) ?? [])]) line.hangUp();
    },
  };
}
