import { alerts } from './en/alerts.ts';
import { app } from './en/app.ts';
import { chat } from './en/chat.ts';
import { common } from './en/common.ts';
import { errors } from './en/errors.ts';
import { lobby } from './en/lobby.ts';
import { network } from './en/network.ts';
import { notifications } from './en/notifications.ts';
import { participants } from './en/participants.ts';
import { room } from './en/room.ts';
import { rooms } from './en/rooms.ts';
import { settings } from './en/settings.ts';
import { waiting } from './en/waiting.ts';

/** The catalogue every other language has to match. */
export const en = {
  alerts,
  app,
  chat,
  common,
  errors,
  lobby,
  network,
  notifications,
  participants,
  room,
  rooms,
  settings,
  waiting,
};

export type Catalogue = typeof en;
