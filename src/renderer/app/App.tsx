import { text } from '../lib/text.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ToastHost } from '../ui/ToastHost.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { useApp } from './app-context.ts';
import { ConnectionLine } from './ConnectionLine.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FailureScreen } from './FailureScreen.tsx';
import { Overlays } from './Overlays.tsx';
import { TopBar } from './TopBar.tsx';

const DoorBell = lazyPart(async () => (await import('../features/waiting/DoorBell.tsx')).DoorBell);

export function App() {
  const phase = useApp((state) => state.phase);
  const isDoorbellOn = useApp((state) => state.settings?.isDoorbellOn ?? true);
  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <ErrorBoundary>
        {phase === 'starting' && <StartingScreen />}
        {phase === 'failed' && (
          <FailureScreen title={text().app.startFailed}>{text().app.startFailedWhy}</FailureScreen>
        )}
        {phase === 'ready' && <Screens />}
      </ErrorBoundary>
      <Overlays />
      <DoorBell isSoundOn={isDoorbellOn} />
      <ToastHost />
    </TooltipProvider>
  );
}

function Screens() {
  const name = useApp((state) => state.view.name);
  return (
    <div className="flex h-full flex-col">
      <button
        type="button"
        onClick={() => document.getElementById('content')?.focus()}
        className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-50 focus:rounded-control focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
      >
        {text().app.skipToContent}
      </button>
      {/* On a small screen the room needs the height; its own header leads back. */}
      <div className={name === 'room' ? 'max-md:hidden' : undefined}>
        <TopBar />
      </div>
      <main id="content" tabIndex={-1} className="min-h-0 flex-1">
        <Screen />
      </main>
      <ConnectionLine />
    </div>
  );
}

/** Not a Suspense boundary: React shows what a boundary waited for 300 ms late. */
function Screen() {
  const Loaded = useApp((state) => state.screens[state.view.name]);
  return Loaded === undefined ? null : <Loaded />;
}

/** The lobby's outline, so that nothing jumps when it arrives. */
function StartingScreen() {
  return (
    <main aria-busy="true" aria-label={text().app.starting} className="flex h-full flex-col">
      <div className="h-14 border-line border-b bg-surface" />
      <div className="mx-auto grid w-full max-w-260 gap-6 px-6 py-8 md:grid-cols-2">
        <Skeleton className="h-90 rounded-card" />
        <Skeleton className="h-90 rounded-card" />
      </div>
    </main>
  );
}
