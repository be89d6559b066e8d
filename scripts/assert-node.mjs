// JavaScript on purpose: it is preloaded (`node --import`) before a script that older versions cannot even read.
const NEEDED_MAJOR = 22;

/** Called by itself when preloaded, and by Vitest before any test. */
export function setup() {
  const { version, features } = process;
  if (Number.parseInt(version.slice(1), 10) >= NEEDED_MAJOR && features.typescript) return;
  console.error(
    `Spaces needs Node ${NEEDED_MAJOR} or newer, but this is ${version}: run npm ci (install scripts for \`node\` must be allowed) and start through npm.`,
  );
  process.exit(1);
}

setup();
