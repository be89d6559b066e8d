import { ensureBuild } from './steps/ensure-build.ts';

await ensureBuild({ isForced: true });
