import { z } from 'zod';
import type { CheckOutcomes } from './diagnose.ts';
import type { CheckFinding } from './doctor.ts';

type Finding = CheckFinding<CheckOutcomes['firewall']>;

/** In the numbers of Windows' own objects: its words are translated, they are not. */
const profilesSchema = z.array(z.object({ alias: z.string(), category: z.int() }));
const firewallsSchema = z.array(z.object({ name: z.string(), enabled: z.int(), inbound: z.int() }));
const rulesSchema = z.array(
  z.object({ direction: z.int(), action: z.int(), enabled: z.int(), profile: z.int() }),
);

const INBOUND = 1;
const ALLOW = 2;
const BLOCK = 4;
const RULE_ENABLED = 1;
const FIREWALL_OFF = 0;
const PUBLIC = 'Public';
/** By NetworkCategory: the name of the firewall's profile and its bit in a rule; no bit at all means every profile. */
const categories = [
  { name: PUBLIC, bit: 4 },
  { name: 'Private', bit: 2 },
  { name: 'Domain', bit: 1 },
];

/**
 * One line for each question, in this order: networks, firewall profiles, rules for this program. The later ones take
 * Windows seconds; what is missing was not answered in time.
 */
export function readWindowsSigns(output: string, interfaceName: string | undefined): Finding {
  const [networks, firewalls, rules] = output.split(/\r?\n/);
  const profiles = parseLine(networks, profilesSchema) ?? [];
  const profile = profiles.find(({ alias }) => alias === interfaceName) ?? profiles[0];
  const category = profile && categories[profile.category];
  if (!category) return { outcome: 'unknown', note: 'Windows did not say what kind of network this is' };
  const note = `${profile.alias} is ${category.name.toLowerCase()}`;
  const blocked = category.name === PUBLIC ? 'public-profile' : 'blocks';
  const firewall = parseLine(firewalls, firewallsSchema)?.find(({ name }) => name === category.name);
  if (firewall?.enabled === FIREWALL_OFF) return { outcome: 'ok', note: `${note}, firewall off` };
  const ours = parseLine(rules, rulesSchema)?.filter(
    (rule) =>
      rule.direction === INBOUND &&
      rule.enabled === RULE_ENABLED &&
      (rule.profile === 0 || (rule.profile & category.bit) !== 0),
  );
  if (!ours) return { outcome: category.name === PUBLIC ? 'public-profile' : 'unknown', note };
  if (ours.some(({ action }) => action === BLOCK))
    return { outcome: blocked, note: `${note}, a rule blocks Spaces` };
  if (ours.some(({ action }) => action === ALLOW))
    return { outcome: 'ok', note: `${note}, a rule allows Spaces` };
  if (firewall?.inbound === ALLOW) return { outcome: 'ok', note: `${note}, everything may come in` };
  return { outcome: blocked, note: `${note}, no rule for Spaces` };
}

function parseLine<T>(line: string | undefined, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line ?? '')).data;
  } catch {
    return undefined;
  }
}

/** macOS answers "no route" to whoever may not speak on the local network, and refuses what its firewall does not like. */
export function readMacSigns({
  sendError,
  globalState,
  blockAll,
  ownState,
}: {
  /** What became of a datagram to everybody on the own network; undefined when it went out. */
  sendError: string | undefined;
  globalState: string;
  blockAll: string;
  ownState: string;
}): Finding {
  if (sendError !== undefined && ['EHOSTUNREACH', 'EPERM', 'EACCES'].includes(sendError)) {
    return { outcome: 'no-local-network-permission', note: `a datagram was refused: ${sendError}` };
  }
  if (/disabled|state\s*=\s*0/i.test(globalState)) return { outcome: 'ok', note: 'firewall off' };
  if (/set to (block all|enabled)/i.test(blockAll))
    return { outcome: 'blocks', note: 'all incoming is blocked' };
  if (/\bblocked\b/i.test(ownState)) return { outcome: 'blocks', note: 'incoming is blocked for Spaces' };
  if (/\b(permitted|allowed)\b/i.test(ownState)) return { outcome: 'ok', note: 'Spaces is allowed' };
  return { outcome: 'unknown', note: 'the firewall says nothing of Spaces' };
}

/** The system's own table of who is on the network, below every firewall. Undefined when it does not say. */
export function readNeighbour(
  platform: NodeJS.Platform,
  output: string,
): CheckOutcomes['neighbour'] | undefined {
  if (platform === 'win32') {
    // The numbers of Get-NetNeighbor: unreachable and incomplete; reachable and permanent; the rest is old news.
    const states = output.split(/\s+/).filter(Boolean).map(Number);
    if (states.some((state) => state === 5 || state === 6)) return 'there';
    return states.some((state) => state === 0 || state === 1) ? 'silent' : undefined;
  }
  if (/\b(FAILED|INCOMPLETE)\b|\(incomplete\)/.test(output)) return 'silent';
  const isFresh = platform === 'linux' ? /\b(REACHABLE|PERMANENT)\b/ : /\bat ([0-9a-f]{1,2}:){5}/i;
  return isFresh.test(output) ? 'there' : undefined;
}
