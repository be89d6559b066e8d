import { AppError } from '#shared/contract/errors.ts';
import { POLICIES, type PolicyName } from '#shared/model/policy.ts';
import type { UserKind } from '#shared/model/user.ts';

/** How far the agents of a room are: a count for the room, as a bot's own answers must not break its chain. */
export interface AgentTurns {
  readonly policy: PolicyName;
  /** The room's own choice; null: the host's. 0: they never wait. */
  readonly agentLimit: number | null;
  /** Messages of agents since a person spoke. */
  readonly agentStreak: number;
}

const limitOf = ({ policy, agentLimit }: AgentTurns, hostLimit: number) =>
  POLICIES[policy].guardsLoops ? (agentLimit ?? hostLimit) : 0;

/** Whether agents wait here until a person speaks. */
export function holdsAgents(turns: AgentTurns, hostLimit: number): boolean {
  const limit = limitOf(turns, hostLimit);
  return limit > 0 && turns.agentStreak >= limit;
}

/** Refuses an agent whose turn is over, inside the write; tells what the message does to the wait of all agents. */
export function takeTurn(
  turns: AgentTurns,
  kind: UserKind | null,
  hostLimit: number,
): 'begins-wait' | 'ends-wait' | null {
  const limit = limitOf(turns, hostLimit);
  const isWaiting = holdsAgents(turns, hostLimit);
  if (kind !== 'agent') return kind === 'person' && isWaiting ? 'ends-wait' : null;
  if (isWaiting) {
    throw new AppError(
      'RATE_LIMITED',
      `Agents wait here until a person speaks: ${limit} messages in a row.`,
      {
        reason: 'waiting-for-person',
        limit,
      },
    );
  }
  return limit > 0 && turns.agentStreak + 1 === limit ? 'begins-wait' : null;
}
