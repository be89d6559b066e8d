/** Whether anything answers at an address in time: asked before a download that could hang. */
export async function isReachable(url: string, { within }: { within: number }): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(within) });
    return response.status < 500;
  } catch {
    return false;
  }
}
