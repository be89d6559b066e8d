import { type ComponentType, type SubmitEvent, useEffect, useState } from 'react';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import type { FiguresSource } from '../../lib/figures-source.ts';
import { laterText } from '../../lib/later-text.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuditTab } from './AuditTab.tsx';
import { AdminProvider } from './admin-context.ts';
import { BansTab } from './BansTab.tsx';
import { FiguresTab } from './FiguresTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { RoomsTab } from './RoomsTab.tsx';
import { SessionsTab } from './SessionsTab.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { UsersTab } from './UsersTab.tsx';

/** R18: everything on a host, for the one who runs it. */
export function AdministrationDialog({
  hostKey,
  Figures,
  onClose,
}: {
  hostKey: string;
  Figures: ComponentType<FiguresSource>;
  onClose: () => void;
}) {
  const bridge = useBridge();
  const [token, setToken] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const words = laterText().administration;

  // The own window is let in by itself; in a browser the token has to be typed.
  useEffect(() => {
    let isDropped = false;
    void bridge.readAdminToken().then((result) => {
      if (isDropped) return;
      if (result.ok) setToken(result.data);
      else setAsking(true);
    });
    return () => {
      isDropped = true;
    };
  }, [bridge]);

  return (
    <Dialog title={words.title} size="large" onClose={onClose}>
      <div className="min-h-110">
        {token !== null ? (
          <AdminProvider value={{ hostKey, token }}>
            <AdminTabs Figures={Figures} />
          </AdminProvider>
        ) : (
          isAsking && <TokenForm hostKey={hostKey} onToken={setToken} />
        )}
      </div>
    </Dialog>
  );
}

function AdminTabs({ Figures }: { Figures: ComponentType<FiguresSource> }) {
  const [tab, setTab] = useState<
    'overview' | 'figures' | 'settings' | 'rooms' | 'users' | 'sessions' | 'bans' | 'audit'
  >('overview');
  const words = laterText().administration;
  return (
    <Tabs
      label={words.tabsLabel}
      selected={tab}
      onSelect={setTab}
      tabs={[
        { name: 'overview', label: words.tabs.overview, content: <OverviewTab /> },
        { name: 'figures', label: words.tabs.figures, content: <FiguresTab Figures={Figures} /> },
        { name: 'settings', label: words.tabs.settings, content: <SettingsTab /> },
        { name: 'rooms', label: words.tabs.rooms, content: <RoomsTab /> },
        { name: 'users', label: words.tabs.users, content: <UsersTab /> },
        { name: 'sessions', label: words.tabs.sessions, content: <SessionsTab /> },
        { name: 'bans', label: words.tabs.bans, content: <BansTab /> },
        { name: 'audit', label: words.tabs.audit, content: <AuditTab /> },
      ]}
    />
  );
}

function TokenForm({ hostKey, onToken }: { hostKey: string; onToken: (token: string) => void }) {
  const { callAsHost } = useSessionActions();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().administration;
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await callAsHost(hostKey, typed.trim(), { name: 'adminOverview' });
    setBusy(false);
    if (result.ok) return onToken(typed.trim());
    const isWrong = result.error.code === 'UNAUTHENTICATED' || result.error.code === 'NOT_ALLOWED';
    setProblem(isWrong ? words.tokenWrong : errorSentence(result.error));
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(event)} className="flex max-w-100 flex-col gap-4">
      <div>
        <p className="font-medium">{words.tokenTitle}</p>
        <p className="text-pretty text-sm text-text-3">{words.tokenWhy}</p>
      </div>
      <TextField
        type="password"
        label={words.tokenLabel}
        autoFocus
        autoComplete="off"
        value={typed}
        error={problem ?? undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setProblem(null);
        }}
      />
      <Button
        type="submit"
        look="primary"
        className="self-start"
        isBusy={isBusy}
        disabled={typed.trim() === ''}
      >
        {words.tokenEnter}
      </Button>
    </form>
  );
}
