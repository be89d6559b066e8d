/** The limits of a host. Each can be set with an environment variable: SPACES_LIMIT_<NAME_IN_CAPITALS>. */
export const DEFAULT_LIMITS = {
  /** Active rooms one owner may have at a time. */
  roomsPerOwner: 5,
  /** The largest value a room's people limit may take. A host raises it, to 1,000 at most. */
  roomCapacityCeiling: 50,
  /** REST requests without a token, per address and 15 minutes. */
  anonymousRequests: 100,
  /** Questions who the host is and what rooms everybody may see, per address and minute. */
  hostProbes: 600,
  /** REST requests with a token, per user and minute. */
  userRequests: 600,
  /** Messages per user in 10 seconds … */
  messagesPer10s: 20,
  /** … of which at most so many within one second. */
  messageBurst: 10,
  /** Messages of agents in a room before they wait for a person. */
  agentMessagesInRow: 20,
  /** Other socket requests per connection and 10 seconds. */
  socketRequestsPer10s: 200,
  /** Code look-ups that may fail per address and minute. */
  codeFailuresPerMinute: 10,
  /** Bytes of a JSON body. */
  bodyBytes: 1_048_576,
  /** Bytes of one file … */
  fileBytes: 2_147_483_648,
  /** … and of all files of the host. */
  fileQuotaBytes: 21_474_836_480,
  /** Files one user may have under way or unsent. */
  unsentFiles: 50,
  /** Sockets one address may hold open, and as many requests that wait. */
  socketsPerAddress: 200,
  /** Long polls and streams of events that the host holds open in all. */
  waitingRequests: 10_000,
} as const;

export type Limits = { -readonly [K in keyof typeof DEFAULT_LIMITS]: number };

/** Fixed sizes that are part of the contract and cannot be set. */
export const SIZES = {
  roomName: 100,
  roomDescription: 500,
  displayName: 50,
  statusText: 100,
  password: 200,
  /** Why somebody was kicked, banned or sent away. */
  reason: 200,
  email: 254,
  /** People at the door of one room. */
  waitingMost: 200,
  clientId: 64,
  contentType: 200,
  /** UTF-8 bytes of a message's text. */
  messageBytes: 16_384,
  /** Characters of a message's metadata as JSON. */
  metadataLength: 8_192,
  deviceIdMin: 8,
  deviceIdMax: 128,
  /** Distinct emoji under one message. */
  reactionKinds: 20,
  pollQuestion: 300,
  pollOption: 100,
  pollOptions: 10,
  pinsPerRoom: 100,
  filesPerMessage: 10,
  fileNameGiven: 1_000,
  /** UTF-8 bytes of a stored file name. */
  fileNameBytes: 200,
  thumbnailBytes: 65_536,
  searchQuery: 300,
  searchPage: 30,
  searchPageMax: 100,
  /** The largest number of agents' messages in a row that a room may set. */
  agentLimitMost: 1_000,
  defaultCapacity: 10,
  absoluteCapacity: 1_000,
  historyPage: 50,
  historyPageMax: 200,
} as const;

/** Milliseconds that clients and host must agree on. */
export const TIMES = {
  heartbeat: 30_000,
  /** A drop shorter than this is invisible to others. */
  presenceGrace: 10_000,
  typingExpiry: 5_000,
  /** Somebody at a door without an open line keeps the place so long. */
  waitingGrace: 60_000,
  /** How long before its deletion a room is told, and before its start. */
  endWarning: 3_600_000,
  startReminder: 5 * 60_000,
  /** How long the audit list and notifications are kept. */
  recordLife: 90 * 24 * 3_600_000,
  authenticateWithin: 10_000,
  roomDayLife: 24 * 3_600_000,
  roomEmptyLife: 10 * 60_000,
  /** How often the host looks for what ended: oftener than by the hour, because warnings and reminders wait for it too. */
  cleanupEvery: 60_000,
  /** A file that was not sent is forgotten after so long. */
  unsentFileLife: 24 * 3_600_000,
  fileLinkLife: 15 * 60_000,
  /** So long a request may be silent in the middle of its body. */
  bodyStall: 20_000,
  /** So long a reader may take for half a mebibyte of a file. */
  downloadStall: 180_000,
  tokenLife: 30 * 24 * 3_600_000,
} as const;
