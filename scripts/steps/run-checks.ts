import { type CheckTask, listCheckTasks } from './check-tasks.ts';

const PARALLEL = 2;

async function runTask({ name, run }: CheckTask): Promise<boolean> {
  const start = performance.now();
  const problem = await run().catch((error: unknown) => String(error));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problem === null ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (problem !== null) console.log(problem.trimEnd());
  return problem === null;
}

/** Everything that can be said without running the program. Prints one line for what is well. */
export async function runChecks(): Promise<boolean> {
  const waiting = listCheckTasks();
  let isWell = true;
  async function work(): Promise<void> {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      if (!(await runTask(task))) isWell = false;
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return isWell;
}
