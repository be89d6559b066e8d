/**
 * The layers and library homes of docs/architecture.md, as rules that fail the check.
 * `scripts/__tests__/boundaries.test.ts` plants a breach of each and expects it to be found.
 */
const TESTS = '(^|/)__tests__/|[.](test|spec)[.]tsx?$';

/** Who may import what: everything else inside src is refused. */
function layer(name, from, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from, pathNot: TESTS },
    to: { path: '^src/', pathNot: allowed },
  };
}

/** Types may cross where values may not. */
function valueLayer(name, from, to, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from, pathNot: TESTS },
    to: { path: to, dependencyTypesNot: ['type-only'] },
  };
}

/** An outside library is known in one place only. Tests may drive the program with anything. */
function home(library, homes) {
  return {
    name: `home-of-${library.replace(/[^a-z0-9]+/gi, '-')}`,
    severity: 'error',
    comment: `${library} may be imported only from ${homes.join(', ')}.`,
    from: { path: '^src/', pathNot: [...homes, TESTS] },
    to: { path: `(^|node_modules/)${library}(/|$)`, dependencyTypes: LIBRARY },
  };
}

const LIBRARY = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'];

const SERVER = '^src/main/server/';
/** What every surface is given: the services and the log. Their files hold the types. */
const SERVICE_TYPES = `${SERVER}(services|logger)[.]ts$`;
const SURFACES = ['http', 'realtime', 'websocket', 'deaddrop', 'mcp'];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },

    layer('shared-stands-alone', '^src/shared/', ['^src/shared/'], 'shared is the bottom layer.'),
    {
      name: 'shared-knows-zod-only',
      severity: 'error',
      comment: 'shared runs in every process and in browsers: no library but zod, nothing of Node.',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { pathNot: ['^src/shared/', '(^|node_modules/)zod(/|$)'] },
    },

    layer(
      'domain-knows-no-surface',
      `${SERVER}domain/`,
      [`${SERVER}(domain|storage|trust)/`, SERVICE_TYPES, '^src/shared/'],
      'The domain is called by surfaces and never calls them.',
    ),
    valueLayer(
      'domain-sees-storage-by-type',
      `${SERVER}domain/`,
      `${SERVER}(storage|trust)/`,
      'Repositories are given to the services; only their types are imported.',
    ),
    layer(
      'storage-knows-no-surface',
      `${SERVER}storage/`,
      [`${SERVER}(storage|domain|trust)/`, '^src/shared/'],
      'Storage keeps rows; it knows no surface.',
    ),
    valueLayer(
      'storage-sees-domain-by-type',
      `${SERVER}storage/`,
      `${SERVER}(domain|trust)/`,
      'Storage decides nothing.',
    ),
    ...SURFACES.map((surface) =>
      layer(
        `${surface}-knows-domain-only`,
        `${SERVER}${surface}/`,
        [`${SERVER}(${surface}|domain|trust|wire)/`, SERVICE_TYPES, '^src/shared/'],
        'A surface parses, calls a service and answers; surfaces do not know each other or the storage.',
      ),
    ),
    valueLayer(
      'services-are-given',
      `${SERVER}(domain|${SURFACES.join('|')})/`,
      SERVICE_TYPES,
      'Services and log are handed in by the composition root; only their types are imported.',
    ),
    layer(
      'discovery-and-trust-stand-alone',
      `${SERVER}(discovery|trust)/`,
      [`${SERVER}(discovery|trust|wire)/`, '^src/shared/'],
      'Network and trust know nothing of rooms.',
    ),
    layer('wire-stands-alone', `${SERVER}wire/`, [`${SERVER}wire/`], 'Bytes that surfaces write alike.'),
    layer('server-knows-no-window', SERVER, [SERVER, '^src/shared/'], 'The server runs without Electron.'),
    layer(
      'electron-uses-the-public-factory',
      '^src/main/electron/',
      [
        '^src/main/electron/',
        '^src/shared/',
        `${SERVER}create-(room-server|network)[.]ts$`,
        // The one careful way to write a small file is shared by both halves.
        `${SERVER}trust/write-file-atomically[.]ts$`,
      ],
      'The desktop part starts and stops the server and knows nothing of its inside.',
    ),
    layer(
      'preload-knows-the-contract',
      '^src/preload/',
      ['^src/preload/', '^src/shared/'],
      'A narrow bridge.',
    ),
    layer(
      'client-knows-shared',
      '^src/client/',
      ['^src/client/', '^src/shared/'],
      'Programs run it anywhere.',
    ),

    layer(
      'cli-uses-the-client',
      '^src/cli/',
      ['^src/cli/', '^src/client/', '^src/shared/', `${SERVER}headless[.]ts$`],
      'The command line is a client like any other; it only starts the host.',
    ),

    layer(
      'renderer-stays-in-the-window',
      '^src/renderer/',
      ['^src/renderer/', '^src/shared/'],
      'The window reaches the host by socket and the main process by the bridge only.',
    ),
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/(renderer|preload)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    layer(
      'features-do-not-know-each-other',
      '^src/renderer/features/([^/]+)/',
      ['^src/renderer/features/$1/', '^src/renderer/(session|bridge|ui|lib|locales)/', '^src/shared/'],
      'Screens in app place features side by side.',
    ),
    layer(
      'session-knows-no-screen',
      '^src/renderer/session/',
      ['^src/renderer/(session|bridge|lib)/', '^src/shared/'],
      'The replica lives without React.',
    ),
    layer(
      'bridge-knows-no-screen',
      '^src/renderer/bridge/',
      ['^src/renderer/(bridge|lib)/', '^src/shared/'],
      'The bridge is two implementations of one interface.',
    ),
    layer(
      'ui-only-looks',
      '^src/renderer/(ui|lib)/',
      ['^src/renderer/(ui|lib|locales)/', '^src/shared/'],
      'Look-only parts and pure helpers know nothing of rooms.',
    ),

    home('electron', ['^src/main/main[.]ts$', '^src/main/electron/', '^src/preload/']),
    home('express', [`${SERVER}(http|deaddrop)/`]),
    home('helmet', [`${SERVER}(http|deaddrop)/`]),
    home('express-rate-limit', [`${SERVER}(http|deaddrop)/`]),
    home('socket[.]io', [`${SERVER}realtime/`]),
    home('engine[.]io', [`${SERVER}realtime/`]),
    home('ws', [`${SERVER}websocket/`]),
    home('kysely', [`${SERVER}storage/`]),
    home('better-sqlite3', [`${SERVER}storage/`]),
    home('@types/better-sqlite3', [`${SERVER}storage/`]),
    home('bonjour-service', [`${SERVER}discovery/`]),
    home('jose', [`${SERVER}(trust|domain/identities)/`]),
    home('pino', [SERVER]),
    home('socket[.]io-client', ['^src/renderer/session/', '^src/client/']),
    home('react', ['^src/renderer/']),
    home('react-dom', ['^src/renderer/']),
    home('zustand', ['^src/renderer/']),
    home('radix-ui', ['^src/renderer/ui/']),
    home('lucide-react', ['^src/renderer/']),
    home('uqr', ['^src/renderer/']),
    home('idb-keyval', ['^src/renderer/session/']),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|svg|png|woff2)$|[?](url|raw|inline)$|^virtual:|^vite/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
