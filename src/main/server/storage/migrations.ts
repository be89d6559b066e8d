import type BetterSqlite3 from 'better-sqlite3';
import { firstHouse } from './migrations/0001-first-house.ts';
import { programs } from './migrations/0002-programs.ts';
import { rules } from './migrations/0003-rules.ts';
import { chat } from './migrations/0004-chat.ts';
import { agentTurns } from './migrations/0005-agent-turns.ts';
import { gone } from './migrations/0006-gone.ts';
import { hostSettings } from './migrations/0007-host-settings.ts';
import { forgetting } from './migrations/0008-forgetting.ts';

/** In order; a migration that has shipped is never changed, only followed by another. */
const MIGRATIONS: readonly string[] = [
  firstHouse,
  programs,
  rules,
  chat,
  agentTurns,
  gone,
  hostSettings,
  forgetting,
];

/** Brings a file to the newest schema. The number of steps done is kept in the file's user_version. */
export function migrate(sqlite: BetterSqlite3.Database): void {
  const done = Number(sqlite.pragma('user_version', { simple: true }));
  if (done > MIGRATIONS.length) {
    throw new Error(
      `The database was written by a newer version of Spaces (schema ${done}, known ${MIGRATIONS.length}).`,
    );
  }
  for (const [offset, script] of MIGRATIONS.slice(done).entries()) {
    sqlite.transaction(() => {
      sqlite.exec(script);
      sqlite.pragma(`user_version = ${done + offset + 1}`);
    })();
  }
}
