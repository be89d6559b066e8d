import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './app-store.ts';
import type { Navigation } from './navigation.ts';

export interface AppParts {
  readonly app: AppStore;
  readonly navigation: Navigation;
}

export const AppContext = createContext<AppParts | null>(null);

function useAppParts(): AppParts {
  const parts = use(AppContext);
  if (parts === null) throw new Error('AppContext is missing around this component');
  return parts;
}

export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppParts().app, selector);
}

export function useAppStore(): AppStore {
  return useAppParts().app;
}

export function useNavigation(): Navigation {
  return useAppParts().navigation;
}
