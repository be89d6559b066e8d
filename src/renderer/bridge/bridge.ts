import type {
  Examination,
  FoundRoom,
  HostAddress,
  HostStatus,
  MenuCommand,
  NetworkView,
  Settings,
} from '#shared/contract/ipc.ts';
import type { Result } from '#shared/contract/result.ts';
import type { JoinLink } from '#shared/model/invite-link.ts';

export type Undo = () => void;

/** What the system shows while the person looks elsewhere. */
export interface Alert {
  /** One alert a tag: a newer one takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
}

export type AlertPermission = 'granted' | 'denied' | 'undecided' | 'unavailable';

/** What the interface needs from the machine it runs on. Answers are results, never rejections. */
export interface Bridge {
  readonly platform: 'desktop' | 'browser';
  /** The secret that brings this device's user back on this host. */
  getDeviceId(host: HostAddress): Promise<Result<string>>;
  readSettings(): Promise<Result<Settings>>;
  changeSettings(change: Partial<Settings>): Promise<Result<Settings>>;
  onSettingsChanged(listener: (settings: Settings) => void): Undo;
  /** The desktop's own host, or the host that served this page to a browser. */
  readHostStatus(): Promise<Result<HostStatus>>;
  onHostChanged(listener: (status: HostStatus) => void): Undo;
  /** What opens the administration of the own host; refused where this is only a guest's page. */
  readAdminToken(): Promise<Result<string>>;
  /** Where a host is at this moment. */
  locateHost(host: HostAddress): Promise<Result<string>>;
  /** Believes a host that was only found so far: another certificate is refused from then on. */
  trustHost(host: HostAddress): Promise<Result<HostAddress>>;
  /** The person says that the changed certificate of a host is right. */
  forgetHost(hostId: string): Promise<Result<null>>;
  /** Favourites are asked first when a code is looked for. */
  setFavourite(hostId: string, isFavourite: boolean): Promise<Result<null>>;
  /** The hosts of the network; a browser knows only the one that served it. */
  readNetwork(): Promise<Result<NetworkView>>;
  onNetworkChanged(listener: (network: NetworkView) => void): Undo;
  refreshNetwork(): Promise<Result<null>>;
  /** Runs the doctor, towards a host when one is named. */
  examineNetwork(address?: string): Promise<Result<Examination>>;
  /** Finds the host that owns a code; `address` names one that was typed. */
  resolveCode(code: string, address?: string): Promise<Result<FoundRoom>>;
  copyText(text: string): Promise<Result<null>>;
  openLink(url: string): Promise<Result<null>>;
  /**
   * Saves what is behind an address of a host, streamed to disk, and checks its sum where this can be seen: a
   * browser saves by itself. False when it is not known to be there.
   */
  saveFile(file: { url: string; name: string; sha256: string | null }): Promise<Result<{ isSaved: boolean }>>;
  setBadge(count: number): void;
  readAlertPermission(): Promise<AlertPermission>;
  askForAlerts(): Promise<AlertPermission>;
  showAlert(alert: Alert): void;
  closeAlert(tag: string): void;
  /** Somebody clicked on an alert. */
  onAlertOpened(listener: (tag: string) => void): Undo;
  /** A spaces:// link was opened; in a browser also the code in the address, at once. */
  onJoinLink(listener: (link: JoinLink) => void): Undo;
  onMenuCommand(listener: (command: MenuCommand) => void): Undo;
  /** The machine woke up, the network came back or the page became visible. */
  onResumed(listener: () => void): Undo;
}
