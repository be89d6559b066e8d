export const USAGE = `Spaces on the command line, for scripts and agents

In a checkout of Spaces: node bin/spaces.mjs COMMAND, or npx spaces COMMAND. Elsewhere, once the package spaces-client is
published: npx -p spaces-client spaces COMMAND. Never npx spaces elsewhere: the package spaces on npm is somebody else's.

  spaces serve [settings]              run a host without a window (spaces serve --help lists the settings)
  spaces rooms                         the rooms you are in
  spaces send [ROOM] TEXT              say something; TEXT - reads it from the standard input
  spaces listen [ROOM]                 print messages as they come, until it is ended
  spaces wait [ROOM]                   print what others said since the last time, or wait for it:
                                       exit code 0 with a message, 2 when the time is over
  spaces agent invite CODE             ask an agent into the room with that code, and print how it gets in

Who you are, as an option or from the environment
  --url URL          SPACES_URL        the host, http://127.0.0.1:7420 when not given
  --ns NS            SPACES_NS         the namespace of the identity
  --secret SECRET    SPACES_SECRET     the secret of the identity
                     SPACES_ROOM       the room when a command names none; to listen and wait, whoever
                                       is in one room only needs neither
  --token TOKEN      SPACES_TOKEN      agent invite: a person's token, instead of coming in as a guest
  --fingerprint HEX  SPACES_FINGERPRINT
                                       the SHA-256 of the certificate at an https address: on a local
                                       network nobody signs it

Further options
  --json             one JSON value a line
  --timeout SECONDS  wait: how long, 30 when not given
  --after MID        listen, wait: begin behind this message instead of the last one read
  --all              listen: begin with the first message
  --peek             wait: leave the messages unread
  --type TYPE        send: the content type, text/plain when not given
  --name NAME        agent invite: the agent's name
  --scope SCOPE      agent invite: read or write
  --hours HOURS      agent invite: how long the identity lives, 24 when not given; 0: until it is
                     taken away in the room's menu
  --as NAME          agent invite: the name of the guest who asks
  --version          the version of this program

The exit code is 0 when it went well, 1 when it did not (the reason is on the standard error), 2 when wait ran out of
time, and 130 when it was broken off.
`;
