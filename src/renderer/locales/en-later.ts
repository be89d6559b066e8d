import { actions } from './en/actions.ts';
import { administration } from './en/administration.ts';
import { agents } from './en/agents.ts';
import { analytics } from './en/analytics.ts';
import { commands } from './en/commands.ts';
import { compose } from './en/compose.ts';
import { content } from './en/content.ts';
import { direct } from './en/direct.ts';
import { emoji } from './en/emoji.ts';
import { files } from './en/files.ts';
import { invitations } from './en/invitations.ts';
import { moderation } from './en/moderation.ts';
import { panels } from './en/panels.ts';
import { search } from './en/search.ts';
import { settingsChanges } from './en/settings-changes.ts';
import { voice } from './en/voice.ts';

/** The words of parts that are loaded when they are first opened: they do not weigh on the first paint. */
export const enLater = {
  administration,
  agents,
  analytics,
  invitations,
  moderation,
  commands,
  compose,
  content,
  direct,
  emoji,
  files,
  search,
  settingsChanges,
  panels,
  actions,
  voice,
};

export type LaterCatalogue = typeof enLater;
