import { fail, type Result, succeed } from '#shared/contract/result.ts';

/** The clipboard API exists on secure origins only; pages from the network need the old command. */
export async function copyTextInPage(text: string): Promise<Result<null>> {
  try {
    await navigator.clipboard.writeText(text);
    return succeed(null);
  } catch {
    return copyBySelection(text)
      ? succeed(null)
      : fail({ code: 'NOT_ALLOWED', message: 'The browser did not allow copying.' });
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // A modal dialog takes the focus back from outside, so the field goes into it.
  (focused?.closest('[role=dialog]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
