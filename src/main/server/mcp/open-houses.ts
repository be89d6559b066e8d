import { AppError } from '#shared/contract/errors.ts';
import type { Actor } from '../domain/actor.ts';
import { readInvitation } from '../domain/agents/agent-invitation.ts';
import type { AgentHouse } from './agent-house.ts';
import { createLocalHouse, type LocalServices } from './local-house.ts';
import { openPinnedLine } from './pinned-line.ts';
import { createRemoteHouse } from './remote-house.ts';

export interface OpenHouses {
  readonly houses: readonly AgentHouse[];
  close(): void;
}

export interface HouseOptions {
  services: LocalServices & { readonly identities: { authenticate(token: string): Promise<Actor> } };
  ownHost: { readonly hostId: string; readonly name: string };
  /** Where another host is now, as `https://…`, as far as this machine knows. */
  locate: (hostId: string) => readonly string[];
}

const MOST_HOUSES = 16;

/**
 * Who a client is: secrets of this host and invitations of others, separated by commas. Null when there is none that
 * holds. Nothing of them is kept here; the client shows them with every request.
 */
export function createHouseOpener({ services, ownHost, locate }: HouseOptions) {
  async function openLocal(secret: string): Promise<AgentHouse | null> {
    try {
      const actor = await services.identities.authenticate(secret);
      return createLocalHouse({ services, actor, hostName: ownHost.name });
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  return async (authorization: string | undefined): Promise<OpenHouses | null> => {
    const shown = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]?.split(',') ?? [];
    const undo: (() => void)[] = [];
    const houses: AgentHouse[] = [];
    for (const token of shown.slice(0, MOST_HOUSES)) {
      const invitation = readInvitation(token);
      if (invitation && invitation.hostId !== ownHost.hostId) {
        const line = openPinnedLine({ invitation, foundUrls: locate(invitation.hostId) });
        undo.push(line.close);
        houses.push(createRemoteHouse({ invitation, line }));
      } else {
        const house = await openLocal(invitation?.secret ?? token);
        if (house) houses.push(house);
      }
    }
    if (houses.length === 0) return null;
    return {
      houses,
      close() {
        for (const step of undo) step();
      },
    };
  };
}
