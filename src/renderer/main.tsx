import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { AppContext } from './app/app-context.ts';
import { createAppStore } from './app/app-store.ts';
import { createNavigation } from './app/navigation.ts';
import { startApp } from './app/start-app.ts';
import { createBrowserBridge } from './bridge/browser-bridge.ts';
import { createDesktopBridge } from './bridge/desktop-bridge.ts';
import { BridgeContext } from './bridge/use-bridge.ts';
import { text } from './lib/text.ts';
import { createSession } from './session/create-session.ts';
import { createRecordStore } from './session/record-store.ts';
import { createTabChannel } from './session/tab-channel.ts';
import { createTextStore, findLocalStorage } from './session/text-store.ts';
import { SessionContext } from './session/use-session.ts';
import { showToast } from './ui/toast-store.ts';
import './styles/main.css';

const bridge =
  window.spaces === undefined ? createBrowserBridge() : createDesktopBridge({ api: window.spaces });
const session = createSession({
  getDeviceId: bridge.getDeviceId,
  locateHost: bridge.locateHost,
  onResumed: bridge.onResumed,
  textStore: createTextStore({ storage: findLocalStorage() }),
  kept: {
    outbox: createRecordStore({ name: 'spaces-outbox' }),
    uploads: createRecordStore({ name: 'spaces-uploads' }),
    tabs: createTabChannel({ name: 'spaces' }),
  },
  onUnkept: () => showToast(text().chat.notKept, { tone: 'bad' }),
});
const app = createAppStore();
const navigation = createNavigation({ app, session, hasAddresses: bridge.platform === 'browser' });
const stop = startApp({ app, bridge, session, navigation });
window.addEventListener('pagehide', (event) => {
  // A page kept for the back button comes to life again and must find everything running.
  if (event.persisted) return;
  stop();
  session.stop();
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <BridgeContext value={bridge}>
      <SessionContext value={session}>
        <AppContext value={{ app, navigation }}>
          <App />
        </AppContext>
      </SessionContext>
    </BridgeContext>
  </StrictMode>,
);
