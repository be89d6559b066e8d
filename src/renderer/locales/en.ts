import { app } from './en/app.ts';
import { chat } from './en/chat.ts';
import { common } from './en/common.ts';
import { errors } from './en/errors.ts';
import { lobby } from './en/lobby.ts';
import { participants } from './en/participants.ts';
import { room } from './en/room.ts';
import { settings } from './en/settings.ts';

/** The catalogue every other language has to match. */
export const en = { app, chat, common, errors, lobby, participants, room, settings };

export type Catalogue = typeof en;
