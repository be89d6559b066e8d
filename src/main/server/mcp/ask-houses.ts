import { AppError } from '#shared/contract/errors.ts';
import type { Message } from '#shared/model/message.ts';
import type { AgentHouse } from './agent-house.ts';

/** Whichever of the client's hosts has the room. */
export async function findHouse(houses: readonly AgentHouse[], roomId: string): Promise<AgentHouse> {
  for (const house of houses) if (await house.hasRoom(roomId)) return house;
  throw new AppError('NOT_A_MEMBER', 'You are not in this room. Call list_rooms for those you are in.');
}

/** Waits for what others say: an agent does not want to be woken by itself. */
export async function waitForOthers(
  house: AgentHouse,
  {
    roomId,
    from,
    endsAt,
    signal,
  }: { roomId: string; from: string | null; endsAt: number; signal: AbortSignal },
): Promise<readonly Message[]> {
  let after = from;
  for (;;) {
    const forMs = endsAt - Date.now();
    if (forMs <= 0 || signal.aborted) return [];
    const messages = await house.wait(roomId, { after, forMs, signal });
    if (messages.length === 0) return [];
    if (messages.some(({ userId }) => userId !== house.userId)) return messages;
    after = messages.at(-1)?.id ?? after;
  }
}

/** One host that does not answer must not hide the others; when none does, its refusal is the answer. */
export async function askAll<T>(houses: readonly AgentHouse[], ask: (house: AgentHouse) => Promise<T>) {
  const answers: { readonly host: string; readonly value: T }[] = [];
  const problems: { readonly host: string; readonly problem: string }[] = [];
  let refusal: AppError | null = null;
  const asked = await Promise.allSettled(houses.map(ask));
  for (const [index, { hostName: host }] of houses.entries()) {
    const result = asked[index];
    if (result?.status === 'fulfilled') answers.push({ host, value: result.value });
    else if (!(result?.reason instanceof AppError)) throw result?.reason;
    else {
      refusal = result.reason;
      problems.push({ host, problem: `${refusal.code}: ${refusal.message}` });
    }
  }
  if (refusal && answers.length === 0) throw refusal;
  return { answers, ...(problems.length > 0 && { problems }) };
}
