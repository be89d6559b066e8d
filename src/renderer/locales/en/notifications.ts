import { plural } from './plural.ts';

export const notifications = {
  bell: (unread: number) =>
    unread === 0
      ? 'Notifications'
      : plural(unread, { one: 'Notifications, # new', other: 'Notifications, # new' }),
  title: 'Notifications',
  empty: 'Nothing new',
  emptyWhy: 'Invitations, mentions and reminders appear here.',
  markAll: 'Mark all as read',
  unread: 'New',
  invitation: (inviter: string, room: string) => `${inviter} invites you to “${room}”`,
  mention: (person: string, room: string) => `${person} mentioned you in “${room}”`,
  ending: (room: string, at: string) => `“${room}” is deleted at ${at} unless somebody writes something`,
  reminder: (room: string, at: string) => `“${room}” begins at ${at}`,
  unknown: 'Something happened in a room of yours',
  someRoom: 'a room',
  somebody: 'Somebody',
  accept: 'Accept',
  acceptRoom: (room: string) => `Accept the invitation to “${room}”`,
  open: 'Open',
  openRoom: (room: string) => `Open ${room}`,
};
