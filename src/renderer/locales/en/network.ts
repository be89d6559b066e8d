const listNames = new Intl.ListFormat('en', { type: 'conjunction' });

export const network = {
  verifiedByCode: 'Verified by the code',
  verifiedByCodeWhy: 'This host proved that it knows the code of the room. Nobody can listen in between.',
  firstUse: 'Trusted at first use',
  firstUseWhy:
    'Nobody has checked this host yet. From the first visit on, another host in its place would be noticed.',
  notYet: 'Not visited yet',
  hostOlder: 'Its Spaces is older than yours. Update it there to join.',
  hostNewer: 'Its Spaces is newer than yours. Update this app to join.',
  hostChanged: 'It does not prove to be the host you know.',
  whatIsThat: 'What does that mean?',
  noRooms: 'No public rooms',
  lookAgain: 'Look again',
  favourite: (name: string) => `Ask “${name}” first: a favourite`,

  triedNobody: 'No other host answered within three seconds.',
  tried: (names: readonly string[]) =>
    `${listNames.format(names)} ${names.length === 1 ? 'was' : 'were'} asked and ${names.length === 1 ? 'does' : 'do'} not have it.`,
  why: 'Why?',

  changedTitle: (name: string) => `“${name}” is not the host you know`,
  changedWhy:
    'It shows another certificate than the one this computer remembers. Nothing was sent to it, and you are not connected.',
  changedReasons: [
    'Spaces was set up anew on that computer, or its data was deleted.',
    'Another computer pretends to be this host, to read along.',
  ],
  changedAdvice: 'Ask the person who runs the host, face to face or by phone, before you go on.',
  changedConfirm: 'I asked: Spaces was set up anew on that computer',
  changedAccept: 'Trust the new certificate',
  changedStay: 'Stay away',
  changedDone: (name: string) => `“${name}” is trusted anew`,

  doctorTitle: 'Network check',
  doctorIntro: 'Finds out why hosts and rooms are not found, and says what to do.',
  doctorAddress: 'Address of the host you look for',
  doctorAddressHint: 'Optional. It stands in the settings of that computer, under “This host”.',
  doctorRun: 'Check',
  doctorAgain: 'Check again',
  doctorRunning: 'Checking the network…',
  doctorCopy: 'Copy report',
  doctorCopied: 'Report copied. Codes and tokens are not in it.',
  doctorReport: 'What was found',
  doctor: {
    'all-well': [
      'Everything works',
      'The host answers. If a code is not found, ask whether its room still exists.',
    ],
    'no-network': [
      'This computer is on no network',
      'Connect to the Wi-Fi or the cable that the others use.',
    ],
    'name-not-found': [
      'There is no computer of that name here',
      'Type the address in numbers instead, such as 192.168.1.20:7420.',
    ],
    'this-app-is-older': ['Your Spaces is older than the host’s', 'Update Spaces on this computer.'],
    'this-app-is-newer': ['The host’s Spaces is older than yours', 'Update Spaces on the host’s computer.'],
    'host-not-running': [
      'The computer is there, but Spaces does not run on it',
      'Start Spaces there, and look in its settings under “This host” for the right port.',
    ],
    'not-a-spaces-host': [
      'Something else answers at this address',
      'Check address and port in the settings of the host, under “This host”.',
    ],
    'vpn-in-the-way': [
      'A VPN takes the way to the host',
      'Pause the VPN, or allow access to the local network in its settings, then check again.',
    ],
    'other-network': [
      'The host is on another network',
      'Bring both computers into the same Wi-Fi or the same cable network. A guest Wi-Fi is a network of its own.',
    ],
    'no-local-network-permission': [
      'macOS does not let Spaces into the local network',
      'Open System Settings → Privacy & Security → Local Network and switch Spaces on.',
    ],
    'public-network-profile': [
      'Windows treats this network as public',
      'Open Settings → Network & Internet, choose this network and set its profile to Private.',
    ],
    'own-firewall': [
      'The firewall of this computer blocks Spaces',
      'Allow Spaces in it. Windows: Settings → Privacy & Security → Firewall → Allow an app, for private networks. Spaces installed for all users does that by itself. macOS: System Settings → Network → Firewall → Options.',
    ],
    'host-firewall': [
      'The firewall of the host’s computer blocks Spaces',
      'Allow Spaces there. Windows: Settings → Privacy & Security → Firewall → Allow an app, for private networks. Spaces installed for all users does that by itself. macOS: System Settings → Network → Firewall → Options.',
    ],
    'isolated-devices': [
      'This Wi-Fi keeps its devices apart',
      'Whoever runs the Wi-Fi can switch off “client isolation”. Until then, use a cable or another Wi-Fi.',
    ],
    'no-device-there': [
      'No device answers at this address',
      'Check the address in the settings of the host, under “This host”, and that the computer is awake. If both are right, the network keeps its devices apart, as guest Wi-Fi often does: use a cable or another Wi-Fi.',
    ],
    'blocked-on-the-way': [
      'The host does not let anybody through, or something in between blocks it',
      'Check that Spaces runs there and is allowed in that computer’s firewall.',
    ],
    'multicast-blocked': [
      'No other host was found',
      'Nobody else hosts at the moment, or this network carries no announcements. Type the address of the host; it is remembered.',
    ],
    'clock-differs': [
      'The clocks of the two computers differ by minutes',
      'Set date and time on both, best automatically.',
    ],
    unknown: [
      'No cause was found',
      'Check with the address of the host, or send the report to whoever looks after the network.',
    ],
  } as Readonly<Record<string, readonly [string, string]>>,

  sectionTitle: 'Network',
  allowBrowsers: 'Let browsers in',
  allowBrowsersHint: 'People without the app join with a link. When off, they see a page that says so.',
  allowHttp: 'Allow connections without encryption',
  allowHttpHint:
    'Browsers warn about encrypted pages of a local host. Between apps everything is encrypted anyway.',
  interfacesLabel: 'Networks of this computer',
  interfacesHint: 'Switch one off, and Spaces neither looks for hosts there nor shows this one.',
  interfacesNone: 'This computer is on no network.',
  interfaceKind: {
    physical: 'Wi-Fi or cable',
    vpn: 'VPN',
    container: 'Container',
    virtual: 'Virtual',
    loopback: 'Only this computer',
  } as Readonly<Record<string, string>>,
  fingerprintLabel: 'Certificate of this host',
  fingerprintHint: 'Compare it with what another computer warns about.',
  verifiedLine: 'This page came over an encrypted line.',
  encryptedPage: 'Open this page encrypted',
  encryptedPageHint: 'Your browser will warn once, because nobody outside this network vouches for the host.',
  codeGuessed: (name: string) => `Somebody kept guessing the code of “${name}”. It has a new one now.`,
  linkAddress: 'Address in the link',
};
