import { actions } from './en/actions.ts';
import { alerts } from './en/alerts.ts';
import { app } from './en/app.ts';
import { chat } from './en/chat.ts';
import { commands } from './en/commands.ts';
import { common } from './en/common.ts';
import { compose } from './en/compose.ts';
import { content } from './en/content.ts';
import { emoji } from './en/emoji.ts';
import { errors } from './en/errors.ts';
import { files } from './en/files.ts';
import { lobby } from './en/lobby.ts';
import { network } from './en/network.ts';
import { notifications } from './en/notifications.ts';
import { panels } from './en/panels.ts';
import { participants } from './en/participants.ts';
import { room } from './en/room.ts';
import { rooms } from './en/rooms.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { voice } from './en/voice.ts';
import { waiting } from './en/waiting.ts';

/** The catalogue every other language has to match. */
export const en = {
  actions,
  alerts,
  app,
  chat,
  commands,
  common,
  errors,
  files,
  lobby,
  network,
  notifications,
  panels,
  participants,
  room,
  rooms,
  search,
  settings,
  voice,
  waiting,
  compose,
  content,
  emoji,
};

export type Catalogue = typeof en;
