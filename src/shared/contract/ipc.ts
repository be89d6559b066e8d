import * as z from 'zod/mini';
import { Sha256Schema } from '../model/file.ts';
import type { JoinLink } from '../model/invite-link.ts';
import { RoomSchema } from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema } from '../model/user.ts';
import type { Result } from './result.ts';

/** How this device came to believe that a host is who it says; null: it does not yet. */
const TrustSchema = z.nullable(z.enum(['code', 'first-use']));

/** A host as the renderer reaches it. */
export const HostAddressSchema = z.object({
  /** The window's name for the host, not an address; where it is at the moment, `locateHost` says. */
  hostKey: z.string(),
  hostId: z.string(),
  name: z.string(),
  isOwn: z.boolean(),
  trust: z.optional(TrustSchema),
});
export type HostAddress = z.infer<typeof HostAddressSchema>;

export const HostStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({
    state: z.literal('running'),
    address: HostAddressSchema,
    /** Addresses others on the network can use, best first. Empty while hosting is switched off. */
    networkUrls: z.array(z.string()),
    /** Of the certificate; null where there is none to show. */
    fingerprint: z._default(z.nullable(z.string()), null),
    /** Where MCP clients on this machine are served; absent where the window is a page of some host. */
    mcpUrl: z.optional(z.string()),
  }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type HostStatus = z.infer<typeof HostStatusSchema>;

export const SettingsSchema = z.object({
  displayName: z.nullable(DisplayNameSchema),
  theme: z.enum(['system', 'light', 'dark']),
  isHostingOn: z.boolean(),
  hostName: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  /** Guests in browsers, and connections without encryption, are let in. */
  allowsBrowsers: z.boolean(),
  allowsHttp: z.boolean(),
  /** Networks of this computer, by name or address, that are left alone. */
  excludedInterfaces: z.array(z.string().check(z.maxLength(100))),
  /** Hosts typed or met before, asked first when a code is looked for. */
  knownHosts: z.array(z.object({ hostId: z.string(), name: z.string() })),
  /** A repeated sound while somebody knocks at a room I look after. */
  isDoorbellOn: z.boolean(),
  /** Rooms I left, the last one first, with what it takes to go back. */
  recentRooms: z.array(
    z.object({ roomId: z.string(), roomCode: RoomCodeSchema, name: z.string(), hostName: z.string() }),
  ),
  /** Ids of my rooms that I put away; I stay a member. */
  archivedRooms: z.array(z.string()),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const FoundRoomSchema = z.object({
  host: HostAddressSchema,
  room: RoomSchema,
  /** Opens the room once, for a minute: its host knows that this device knows the code. */
  ticket: z.optional(z.string()),
});
export type FoundRoom = z.infer<typeof FoundRoomSchema>;

/** Another host that answered on the network. */
export const NetworkHostSchema = z.object({
  address: HostAddressSchema,
  status: z.enum(['ready', 'this-app-is-older', 'this-app-is-newer', 'certificate-changed']),
  publicRooms: z.array(RoomSchema),
  /** Asked first when a code is looked for, and remembered longest; only hosts that are trusted can be. */
  isFavourite: z.optional(z.boolean()),
});
export type NetworkHost = z.infer<typeof NetworkHostSchema>;

export const NetworkViewSchema = z.object({
  hosts: z.array(NetworkHostSchema),
  /** The networks of this computer, best first, and whether each is used. */
  interfaces: z.array(
    z.object({ name: z.string(), address: z.string(), kind: z.string(), isUsed: z.boolean() }),
  ),
});
export type NetworkView = z.infer<typeof NetworkViewSchema>;

export const ExaminationSchema = z.object({
  /** The one cause; the sentence belongs to the screen. */
  cause: z.string(),
  /** Plain text to copy, with codes and tokens removed. */
  report: z.string(),
});
export type Examination = z.infer<typeof ExaminationSchema>;

const Nothing = z.object({});
const AddressText = z.string().check(z.maxLength(200));
const AlertTag = z.string().check(z.maxLength(300));
const HostRef = z.object({ hostId: z.string().check(z.maxLength(128)) });

/** What the desktop renderer may ask of the main process. Answers are results, never rejections. */
export const IPC_REQUESTS = {
  'app:info': {
    input: Nothing,
    output: z.object({ version: z.string(), platform: z.string(), isPackaged: z.boolean() }),
  },
  /** The secret that brings this device's user back on this host; another host is never told it. */
  'identity:device': { input: HostRef, output: z.object({ deviceId: z.string() }) },
  'settings:read': { input: Nothing, output: SettingsSchema },
  'settings:change': { input: z.partial(SettingsSchema), output: SettingsSchema },
  'host:status': { input: Nothing, output: HostStatusSchema },
  /** Where a host is reached at this moment; its certificate is then accepted there, and no other. */
  'host:locate': { input: HostRef, output: z.object({ url: z.string() }) },
  /** Believes a host at first use: from now on another certificate is refused. */
  'host:trust': { input: HostRef, output: HostAddressSchema },
  /** The person says that a changed certificate is right: what was known of the host is forgotten. */
  'host:forget': { input: HostRef, output: Nothing },
  'host:favourite': {
    input: z.extend(HostRef, { isFavourite: z.boolean() }),
    output: Nothing,
  },
  'network:read': { input: Nothing, output: NetworkViewSchema },
  /** Looks for hosts again, at once. */
  'network:refresh': { input: Nothing, output: Nothing },
  /** Runs the doctor: on this computer, and towards a host when one is named. */
  'network:examine': { input: z.object({ address: z.optional(AddressText) }), output: ExaminationSchema },
  /** Asks this host, every known host and the given address for the room of a code. */
  'code:resolve': {
    input: z.object({ code: RoomCodeSchema, address: z.optional(AddressText) }),
    output: FoundRoomSchema,
  },
  'clipboard:write': { input: z.object({ text: z.string().check(z.maxLength(100_000)) }), output: Nothing },
  /** Opens http, https and mailto links in the system's own programs. */
  'link:open': { input: z.object({ url: z.string().check(z.maxLength(4_000)) }), output: Nothing },
  /** Opens the administration of the own host; only its own window gets it. */
  'host:admin': { input: Nothing, output: z.object({ token: z.string() }) },
  /** Asks where to save a file of a host, which its address names for a few minutes; answers when it is there and its sum is right. */
  'file:save': {
    input: z.object({
      url: z.string().check(z.maxLength(2_000)),
      name: z.string().check(z.maxLength(255)),
      sha256: z.nullable(Sha256Schema),
    }),
    output: z.object({ isSaved: z.boolean() }),
  },
  /** A notification of the system; one with the same tag takes its place. */
  'alert:show': {
    input: z.object({
      tag: AlertTag,
      title: z.string().check(z.maxLength(200)),
      body: z.string().check(z.maxLength(1_000)),
      isSilent: z.boolean(),
    }),
    output: Nothing,
  },
  'alert:close': { input: z.object({ tag: AlertTag }), output: Nothing },
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
  'network:changed': NetworkView;
  /** A spaces://join/CODE link was opened, perhaps with an invitation. */
  'link:join': JoinLink;
  'menu:command': { command: MenuCommand };
  /** A notification was clicked; the window is in front by now. */
  'alert:opened': { tag: string };
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
