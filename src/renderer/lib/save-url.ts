/** Lets the browser save what is behind an address, streamed to disk and never through this page's memory. */
export function saveUrl(address: string): void {
  const url = new URL(address);
  url.searchParams.set('download', '1');
  const anchor = document.createElement('a');
  anchor.href = url.href;
  anchor.download = '';
  anchor.click();
}
