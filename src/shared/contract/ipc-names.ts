import type { IpcName, IpcPushName } from './ipc.ts';

// Apart from the schemas, so that the preload script does not carry a validator. Records, so that a name
// missing here does not compile.
const REQUESTS: Readonly<Record<IpcName, true>> = {
  'app:info': true,
  'identity:device': true,
  'settings:read': true,
  'settings:change': true,
  'host:status': true,
  'host:admin': true,
  'host:locate': true,
  'host:trust': true,
  'host:forget': true,
  'host:favourite': true,
  'network:read': true,
  'network:refresh': true,
  'network:examine': true,
  'code:resolve': true,
  'clipboard:write': true,
  'link:open': true,
  'file:save': true,
  'alert:show': true,
  'alert:close': true,
  'badge:set': true,
};

const PUSHES: Readonly<Record<IpcPushName, true>> = {
  'host:changed': true,
  'settings:changed': true,
  'network:changed': true,
  'link:join': true,
  'menu:command': true,
  'alert:opened': true,
  'power:resumed': true,
};

export const IPC_NAMES = Object.keys(REQUESTS) as readonly IpcName[];
export const IPC_PUSH_NAMES = Object.keys(PUSHES) as readonly IpcPushName[];
