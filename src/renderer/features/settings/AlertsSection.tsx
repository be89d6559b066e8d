import { useEffect, useState } from 'react';
import type { AlertPermission } from '../../bridge/bridge.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { text } from '../../lib/text.ts';
import { useAlertSettings } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';

type Quiet = 'off' | 'half-hour' | 'two-hours' | 'tomorrow';
const MINUTE = 60_000;

function quietUntil(choice: Quiet, now: number): number | null {
  if (choice === 'off') return null;
  if (choice === 'half-hour') return now + 30 * MINUTE;
  if (choice === 'two-hours') return now + 120 * MINUTE;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  return morning.setHours(8, 0, 0, 0);
}

function usePermission(): readonly [AlertPermission, () => void] {
  const bridge = useBridge();
  const [permission, setPermission] = useState<AlertPermission>('granted');
  useEffect(() => {
    void bridge.readAlertPermission().then(setPermission);
  }, [bridge]);
  return [permission, () => void bridge.askForAlerts().then(setPermission)];
}

/** What this device tells of, what counts as a mention, and when it keeps quiet. */
export function AlertsSection() {
  const bridge = useBridge();
  const [settings, change] = useAlertSettings();
  const [permission, ask] = usePermission();
  const [choice, setChoice] = useState<Quiet>('off');
  const [keywords, setKeywords] = useState(settings.keywords.join(', '));
  const t = text().alerts;
  const isQuiet = settings.quietUntil !== null && settings.quietUntil > Date.now();

  const test = () => {
    bridge.showAlert({ tag: 'test', title: text().common.appName, body: t.testBody, isSilent: false });
    showToast(t.testSent);
  };
  return (
    <>
      {permission === 'denied' && <Notice tone="warn">{t.notAllowed}</Notice>}
      {permission === 'unavailable' && <Notice>{t.notHere}</Notice>}
      {permission === 'undecided' && (
        <Button look="primary" onClick={ask} className="self-start">
          {t.allow}
        </Button>
      )}
      <Switch label={t.isOn} hint={t.isOnHint} isOn={settings.isOn} onChange={(isOn) => change({ isOn })} />
      <TextField
        label={t.keywords}
        hint={t.keywordsHint}
        maxLength={300}
        value={keywords}
        onChange={(event) => {
          setKeywords(event.target.value);
          const words = event.target.value.split(',').map((word) => word.trim());
          change({ keywords: words.filter(Boolean) });
        }}
      />
      <Segmented
        label={t.quiet}
        {...(isQuiet && settings.quietUntil !== null
          ? { hint: t.quietUntil(formatShortTime(new Date(settings.quietUntil).toISOString(), Date.now())) }
          : {})}
        value={isQuiet ? choice : 'off'}
        options={[
          { value: 'off', label: t.quietOff },
          { value: 'half-hour', label: t.quietHalfHour },
          { value: 'two-hours', label: t.quietTwoHours },
          { value: 'tomorrow', label: t.quietTomorrow },
        ]}
        onChange={(next) => {
          setChoice(next);
          change({ quietUntil: quietUntil(next, Date.now()) });
        }}
      />
      <Button onClick={test} disabled={permission !== 'granted'} className="self-start">
        {t.test}
      </Button>
    </>
  );
}
