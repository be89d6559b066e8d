import * as z from 'zod/mini';
import { RoomSchema } from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema } from '../model/user.ts';
import type { Result } from './result.ts';

/** A host as the renderer reaches it. */
export const HostAddressSchema = z.object({
  baseUrl: z.string(),
  hostId: z.string(),
  name: z.string(),
  isOwn: z.boolean(),
});
export type HostAddress = z.infer<typeof HostAddressSchema>;

export const HostStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({
    state: z.literal('running'),
    address: HostAddressSchema,
    /** Addresses others on the network can use, best first. Empty while hosting is switched off. */
    networkUrls: z.array(z.string()),
  }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type HostStatus = z.infer<typeof HostStatusSchema>;

export const SettingsSchema = z.object({
  displayName: z.nullable(DisplayNameSchema),
  theme: z.enum(['system', 'light', 'dark']),
  isHostingOn: z.boolean(),
  hostName: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  /** Hosts typed or met before, asked first when a code is looked for. */
  knownHosts: z.array(z.object({ baseUrl: z.string(), hostId: z.string(), name: z.string() })),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const FoundRoomSchema = z.object({ host: HostAddressSchema, room: RoomSchema });
export type FoundRoom = z.infer<typeof FoundRoomSchema>;

const Nothing = z.object({});

/** What the desktop renderer may ask of the main process. Answers are results, never rejections. */
export const IPC_REQUESTS = {
  'app:info': {
    input: Nothing,
    output: z.object({ version: z.string(), platform: z.string(), isPackaged: z.boolean() }),
  },
  /** The secret that brings this device's user back on every host; kept encrypted by the system. */
  'identity:device': { input: Nothing, output: z.object({ deviceId: z.string() }) },
  'settings:read': { input: Nothing, output: SettingsSchema },
  'settings:change': { input: z.partial(SettingsSchema), output: SettingsSchema },
  'host:status': { input: Nothing, output: HostStatusSchema },
  /** Asks this host, every known host and the given address for the room of a code. */
  'code:resolve': {
    input: z.object({ code: RoomCodeSchema, address: z.optional(z.string().check(z.maxLength(200))) }),
    output: FoundRoomSchema,
  },
  'clipboard:write': { input: z.object({ text: z.string().check(z.maxLength(100_000)) }), output: Nothing },
  /** Opens http, https and mailto links in the system's own programs. */
  'link:open': { input: z.object({ url: z.string().check(z.maxLength(4_000)) }), output: Nothing },
  'badge:set': { input: z.object({ count: z.int().check(z.gte(0)) }), output: Nothing },
} as const;

export type IpcName = keyof typeof IPC_REQUESTS;
export type IpcInput<N extends IpcName> = z.input<(typeof IPC_REQUESTS)[N]['input']>;
export type IpcParsed<N extends IpcName> = z.output<(typeof IPC_REQUESTS)[N]['input']>;
export type IpcOutput<N extends IpcName> = z.output<(typeof IPC_REQUESTS)[N]['output']>;

export type MenuCommand = 'new-room' | 'join-room' | 'settings' | 'shortcuts';

/** What the main process tells the renderer by itself. */
export interface IpcPushes {
  'host:changed': HostStatus;
  'settings:changed': Settings;
  /** A spaces://join/CODE link was opened. */
  'link:join': { code: string };
  'menu:command': { command: MenuCommand };
  /** The machine woke up: connections should be tried at once. */
  'power:resumed': Record<string, never>;
}

export type IpcPushName = keyof IpcPushes;

/** What the preload puts on the desktop window as `window.spaces`. */
export interface DesktopApi {
  request<N extends IpcName>(name: N, input: IpcInput<N>): Promise<Result<IpcOutput<N>>>;
  /** Answers the undo. */
  on<N extends IpcPushName>(name: N, listener: (payload: IpcPushes[N]) => void): () => void;
}

/** The custom scheme the window is loaded from, and its only trusted origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://spaces';
