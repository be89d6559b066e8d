import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import type { CheckOutcomes } from './diagnose.ts';
import type { CheckFinding } from './doctor.ts';
import { readMacSigns, readNeighbour, readWindowsSigns } from './firewall-signs.ts';
import type { UsableInterface } from './interfaces.ts';

const ANSWERS_WITHIN_MS = 3_500;
const ANSWER_BYTES_MAX = 64 * 1024;
const MAC_FIREWALL = '/usr/libexec/ApplicationFirewall/socketfilterfw';
/** Nobody listens here: what counts is whether the system lets a datagram out. */
const DISCARD_PORT = 9;

/** Quick answers first: what comes after the time is up is left out. */
const WINDOWS_FIREWALL = `
ConvertTo-Json -Compress -InputObject @(Get-NetConnectionProfile | Select-Object @{n='alias';e={$_.InterfaceAlias}},@{n='category';e={[int]$_.NetworkCategory}})
ConvertTo-Json -Compress -InputObject @(Get-NetFirewallProfile -PolicyStore ActiveStore | Select-Object @{n='name';e={$_.Name}},@{n='enabled';e={[int]$_.Enabled}},@{n='inbound';e={[int]$_.DefaultInboundAction}})
ConvertTo-Json -Compress -InputObject @(Get-NetFirewallApplicationFilter -Program $env:SPACES_PROGRAM -ErrorAction SilentlyContinue | Get-NetFirewallRule | Select-Object @{n='direction';e={[int]$_.Direction}},@{n='action';e={[int]$_.Action}},@{n='enabled';e={[int]$_.Enabled}},@{n='profile';e={[int]$_.Profile}})
`;
const WINDOWS_NEIGHBOUR =
  'Get-NetNeighbor -IPAddress $env:SPACES_ADDRESS -ErrorAction SilentlyContinue | ForEach-Object { [int]$_.State }';

/** What a program of the system says, as far as it got in time; nothing when there is no such program. */
function ask(
  program: string,
  words: string[],
  signal: AbortSignal,
  env: Record<string, string> = {},
): Promise<string> {
  return new Promise((resolve) => {
    const options = {
      signal,
      timeout: ANSWERS_WITHIN_MS,
      maxBuffer: ANSWER_BYTES_MAX,
      windowsHide: true,
      env: { ...process.env, ...env },
    };
    execFile(program, words, options, (_error, output) => resolve(output));
  });
}

function askPowerShell(script: string, signal: AbortSignal, env: Record<string, string>): Promise<string> {
  const folder = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0');
  return ask(
    join(folder, 'powershell.exe'),
    ['-NoProfile', '-NonInteractive', '-Command', script],
    signal,
    env,
  );
}

/** Signs of a firewall on this machine. Linux has no one place to ask: there, only the knock of another host tells. */
export async function checkFirewall({
  platform = process.platform,
  through,
  signal,
}: {
  platform?: NodeJS.Platform;
  /** The network that matters: the one towards the host, or else the best. */
  through: UsableInterface | undefined;
  signal: AbortSignal;
}): Promise<CheckFinding<CheckOutcomes['firewall']>> {
  if (platform === 'win32') {
    const output = await askPowerShell(WINDOWS_FIREWALL, signal, { SPACES_PROGRAM: process.execPath });
    return readWindowsSigns(output, through?.name);
  }
  if (platform === 'darwin') {
    const [sendError, globalState, blockAll, ownState] = await Promise.all([
      through && findSendError(through.broadcast),
      ask(MAC_FIREWALL, ['--getglobalstate'], signal),
      ask(MAC_FIREWALL, ['--getblockall'], signal),
      ask(MAC_FIREWALL, ['--getappblocked', process.execPath], signal),
    ]);
    return readMacSigns({ sendError, globalState, blockAll, ownState });
  }
  return { outcome: 'unknown', note: `no signs to read on ${platform}` };
}

function findSendError(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (error?: NodeJS.ErrnoException | null) => {
      socket.removeAllListeners('error').on('error', () => undefined);
      socket.close();
      resolve(error?.code);
    };
    socket.once('error', settle);
    socket.bind(0, () => {
      socket.setBroadcast(true);
      socket.send('spaces', DISCARD_PORT, address, settle);
    });
  });
}

/** Is any device there? Asked after a knock, so that the system has just tried to find out. */
export async function checkNeighbour({
  platform = process.platform,
  address,
  signal,
}: {
  platform?: NodeJS.Platform;
  address: string;
  signal: AbortSignal;
}): Promise<CheckFinding<CheckOutcomes['neighbour']>> {
  const output =
    platform === 'win32'
      ? await askPowerShell(WINDOWS_NEIGHBOUR, signal, { SPACES_ADDRESS: address })
      : platform === 'darwin'
        ? await ask('/usr/sbin/arp', ['-n', address], signal)
        : await ask('ip', ['neigh', 'show', 'to', address], signal);
  return { outcome: readNeighbour(platform, output) ?? 'unknown', note: address };
}
