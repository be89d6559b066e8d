import { create } from 'zustand';

export interface Toast {
  /** Rises by one with each toast, so that the same words twice are two toasts. */
  readonly number: number;
  readonly message: string;
  readonly tone: 'info' | 'bad';
  readonly action?: { readonly label: string; readonly onAct: () => void };
}

export const useToastStore = create<{ toast: Toast | null }>(() => ({ toast: null }));

/** Shows one sentence; a toast that is still there makes room. */
export function showToast(
  message: string,
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): void {
  useToastStore.setState((state) => ({
    toast: {
      number: (state.toast?.number ?? 0) + 1,
      message,
      tone: options.tone ?? 'info',
      ...(options.action === undefined ? {} : { action: options.action }),
    },
  }));
}

export function hideToast(number: number): void {
  useToastStore.setState((state) => (state.toast?.number === number ? { toast: null } : state));
}
