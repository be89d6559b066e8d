import type { AgentLines, AgentScope } from '#shared/model/agent.ts';
import { plural } from './plural.ts';

export type AgentLife = 'hour' | 'day' | 'week' | 'never';

export const agents = {
  menu: 'Invite an agent…',
  title: (room: string) => `Agents in “${room}”`,
  tabs: { invite: 'Invite', list: 'Agents' },
  tabsLabel: 'Inviting and list of agents',

  hint: 'A program becomes a member of this room, with a name, a secret and an end of its own. It gets into no other room.',
  name: 'Name',
  namePlaceholder: 'Build bot',
  nameMissing: 'Give the agent a name.',
  scope: 'What it may do',
  scopes: { write: 'Read and write', read: 'Read only' } satisfies Record<AgentScope, string>,
  life: 'How long',
  lives: { hour: '1 hour', day: '1 day', week: '7 days', never: 'No end' } satisfies Record<
    AgentLife,
    string
  >,
  make: 'Invite the agent',

  made: (name: string) => `${name} is in the room`,
  once: 'The secret in these lines is shown only this once. If it gets lost, revoke the agent and invite it again.',
  lines: { curl: 'curl', typescript: 'TypeScript', mcp: 'MCP configuration' } satisfies Record<
    keyof AgentLines,
    string
  >,
  typescriptHint:
    'TypeScript needs the package spaces-client beside it: npm run build:client in a checkout of Spaces writes it.',
  mcpHint:
    'MCP works from every computer where Spaces runs: the app there carries the encryption to this host.',
  copyLine: (line: string) => `Copy: ${line}`,
  lineCopied: (line: string) => `Copied: ${line}`,
  another: 'Invite another',

  access: {
    title: 'Agents on this computer (MCP)',
    hint: 'An MCP client here uses this address, wherever its rooms are: the app goes on from here, encrypted.',
    invitations: 'Invitations',
    found: (count: number) =>
      count === 0
        ? 'Paste the MCP lines that agents were invited with, one or several.'
        : plural(count, { one: 'One invitation.', other: '# invitations, for one client.' }),
    none: 'There is no invitation in this text. It begins with spaces1.',
    copy: 'Copy the configuration',
    copied: 'Configuration copied',
  },

  listEmpty: 'No agents in this room',
  listEmptyWhy: 'Who is invited here is listed with its owner and its end, and can be sent away at once.',
  byWhom: (name: string, when: string) => `Invited by ${name}, ${when}`,
  until: (when: string) => `Until ${when}`,
  forever: 'Until it is revoked',
  expired: 'Expired',
  revoke: 'Revoke',
  revokeAgent: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeWhy: 'Its secret stops working at once and it leaves the room. What it wrote stays.',
  revokeConfirm: 'Revoke the agent',
  revoked: (name: string) => `${name} is revoked`,
};
