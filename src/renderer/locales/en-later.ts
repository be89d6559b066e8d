import { administration } from './en/administration.ts';
import { analytics } from './en/analytics.ts';
import { invitations } from './en/invitations.ts';
import { moderation } from './en/moderation.ts';

/** The words of parts that are loaded when they are first opened: they do not weigh on the first paint. */
export const enLater = { administration, analytics, invitations, moderation };

export type LaterCatalogue = typeof enLater;
