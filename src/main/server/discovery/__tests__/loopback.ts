import type { UsableInterface } from '../interfaces.ts';

export const loopback: UsableInterface = {
  name: 'lo',
  address: '127.0.0.1',
  netmask: '255.0.0.0',
  broadcast: '127.255.255.255',
  kind: 'loopback',
};
