import { ensureBuild } from './steps/ensure-build.ts';

// stdout belongs to the ready line, so everything the build says goes to stderr.
await ensureBuild();
await import('../src/main/server/headless.ts');
