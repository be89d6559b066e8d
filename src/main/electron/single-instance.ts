import { app } from 'electron';

/**
 * False in a second process, whose arguments the first one is told. Two of them would fight over the database.
 */
export function claimSingleInstance({ onSecondStart }: { onSecondStart: (argv: string[]) => void }): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => onSecondStart(argv));
  return true;
}
