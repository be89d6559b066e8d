import { beforeAll } from 'vitest';
import { type Identity, type Namespace, setUpWorld, type World } from './deaddrop-world.ts';

/** A namespace with three people in it, the last without a name. */
export interface Team {
  readonly world: World;
  ns: Namespace;
  alice: Identity;
  bob: Identity;
  carol: Identity;
}

export function setUpTeam(): Team {
  const world = setUpWorld();
  const team = { world } as Team;
  beforeAll(async () => {
    team.ns = await world.makeNamespace();
    team.alice = await world.makeIdentity(team.ns, 'Alice');
    team.bob = await world.makeIdentity(team.ns, 'Bob');
    team.carol = await world.makeIdentity(team.ns);
  });
  return team;
}
