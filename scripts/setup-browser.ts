import { ensureChromium } from './steps/ensure-chromium.ts';

try {
  console.log(await ensureChromium());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
