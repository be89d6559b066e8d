import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { text } from '../lib/text.ts';
import { hideToast, useToastStore } from './toast-store.ts';

const SHOWN_MS = 5_000;
const SHOWN_WITH_ACTION_MS = 10_000;

/**
 * Stands once at the end of the page. The live region is always there, or the first toast is not read.
 * It is seen above the composer, on phones below the bar, so that it covers no button to send with.
 */
export function ToastHost() {
  const toast = useToastStore((state) => state.toast);
  const host = useRef<HTMLDivElement>(null);
  const [isHeld, setIsHeld] = useState(false);

  useEffect(() => {
    // Shown as a popover, anew for each toast: that puts it above a dialog opened meanwhile.
    const element = host.current;
    if (element === null || toast === null) return;
    element.showPopover();
    return () => element.hidePopover();
  }, [toast]);

  useEffect(() => {
    if (toast === null || isHeld) return;
    const ms = toast.action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS;
    const timer = setTimeout(() => hideToast(toast.number), ms);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);

  return (
    <>
      <div role="status" className="sr-only">
        {toast?.message}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps the toast from leaving */}
      <div
        ref={host}
        popover="manual"
        onPointerEnter={() => setIsHeld(true)}
        onPointerLeave={() => setIsHeld(false)}
        onFocus={() => setIsHeld(true)}
        onBlur={() => setIsHeld(false)}
        className="fixed inset-auto end-4 bottom-24 m-0 border-0 bg-transparent p-0 max-md:start-4 max-md:top-16 max-md:bottom-auto"
      >
        {toast !== null && (
          <div
            key={toast.number}
            className="flex min-h-11 max-w-100 animate-rise-in items-center gap-3 rounded-card bg-text py-1 pe-1 ps-4 text-canvas shadow-popover max-md:max-w-full"
          >
            <span aria-hidden="true" className="min-w-0 flex-1 break-words py-2 text-sm">
              {toast.message}
            </span>
            {toast.action !== undefined && (
              <button
                type="button"
                onClick={() => {
                  toast.action?.onAct();
                  hideToast(toast.number);
                }}
                className="h-9 rounded-control px-3 font-semibold text-sm underline-offset-2 hover:underline focus-visible:outline-canvas focus-visible:outline-offset-[-2px]"
              >
                {toast.action.label}
              </button>
            )}
            <button
              type="button"
              aria-label={text().common.close}
              onClick={() => hideToast(toast.number)}
              className="flex size-9 items-center justify-center rounded-control opacity-80 hover:opacity-100 focus-visible:outline-canvas focus-visible:outline-offset-[-2px]"
            >
              <X size={16} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </>
  );
}
