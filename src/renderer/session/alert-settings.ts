import * as z from 'zod/mini';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextStore } from './text-store.ts';

const AlertSettingsSchema = z.object({
  isOn: z.boolean(),
  /** Words that make any message as important as a mention. */
  keywords: z.array(z.string()),
  /** Nothing is shown until then; null while nobody asked for quiet. */
  quietUntil: z.nullable(z.number()),
});
export type AlertSettings = z.infer<typeof AlertSettingsSchema>;
export type AlertSettingsStore = StoreApi<AlertSettings>;

const KEY = 'spaces.alerts';
const DEFAULTS: AlertSettings = { isOn: true, keywords: [], quietUntil: null };

function readKept(textStore: TextStore): AlertSettings {
  try {
    const parsed = AlertSettingsSchema.safeParse({ ...DEFAULTS, ...JSON.parse(textStore.read(KEY) ?? '{}') });
    return parsed.success ? parsed.data : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** What this device tells its person of; kept on it, because another one may be in another room of the house. */
export function createAlertSettings({ textStore }: { textStore: TextStore }): AlertSettingsStore {
  const store = createStore<AlertSettings>(() => readKept(textStore));
  store.subscribe((settings) => textStore.write(KEY, JSON.stringify(settings)));
  return store;
}
