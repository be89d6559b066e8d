import { createContext, useContext } from 'react';

/** A modal dialog lies above everything in <body>, so what opens inside it must be placed inside it. */
const PortalContainerContext = createContext<HTMLElement | null>(null);

export const PortalContainer = PortalContainerContext.Provider;

export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContainerContext) ?? undefined;
}
