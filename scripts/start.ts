import { ensureBuild } from './steps/ensure-build.ts';
import { findElectron } from './steps/find-electron.ts';
import { hasDisplay } from './steps/open-address.ts';
import { runElectron } from './steps/run-electron.ts';
import { runInBrowser } from './steps/run-in-browser.ts';

await ensureBuild();
if (!hasDisplay()) {
  console.log('There is no display here, so Spaces runs without its own window.');
  await runInBrowser();
} else {
  const electron = await findElectron();
  if (!electron) {
    console.log(
      'Electron’s binary is not here and cannot be fetched, so Spaces opens in a browser window instead.',
    );
    await runInBrowser();
  } else if (!(await runElectron(electron))) {
    console.log('Electron does not run on this machine, so Spaces opens in a browser window instead.');
    await runInBrowser();
  }
}
