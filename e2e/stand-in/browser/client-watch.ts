/** Follows one client's conversation closely enough to know which windows it has set up. */
export interface ClientWatch {
  seeCommand(text: string): void;
  /** Returns the report, changed where the client must not see the blank page. */
  seeReport(text: string): string;
  waitForTarget(targetId: string): Promise<void>;
  release(): void;
}

interface Command {
  id: number;
  method: string;
  sessionId?: string;
}

interface Report {
  id?: number;
  sessionId?: string;
  params?: { sessionId: string; targetInfo?: { targetId: string } };
  result?: { frameTree?: { frame: { url: string } } };
}

const SET_UP_LIMIT_MS = 5_000;
const TARGET_REPORT = /^\{"method":"Target\.(attachedTo|detachedFrom)Target"/;
const FOLLOWED = /"method":"(Page\.getFrameTree|Runtime\.runIfWaitingForDebugger)"/;

export function createClientWatch(shown: ReadonlySet<string>): ClientWatch {
  const targets = new Map<string, string>();
  const followed = new Map<string, string>();
  const ready = new Set<string>();
  const waiting = new Map<string, () => void>();
  let isAttaching = false;

  function finishWaiting(targetId: string | undefined): void {
    if (targetId === undefined) return;
    ready.add(targetId);
    waiting.get(targetId)?.();
    waiting.delete(targetId);
  }

  function seeTargetReport(text: string, isAttached: boolean): void {
    const { params, sessionId } = JSON.parse(text) as Report;
    if (!params || sessionId) return; // an extra session of the client's own
    if (isAttached) targets.set(params.sessionId, params.targetInfo?.targetId ?? '');
    else finishWaiting(targets.get(params.sessionId));
  }

  function hideBlankPage(text: string, targetId: string | undefined): string {
    const report = JSON.parse(text) as Report;
    const frame = report.result?.frameTree?.frame;
    if (!targetId || shown.has(targetId) || frame?.url !== 'about:blank') return text;
    frame.url = '';
    return JSON.stringify(report);
  }

  function seeAnswer(text: string): string {
    const id = /^\{"id":(\d+)/.exec(text)?.[1];
    const sessionId = /"sessionId":"([0-9A-F]+)"\}$/.exec(text)?.[1] ?? '';
    const method = followed.get(`${sessionId}/${id}`);
    if (!method) return text;
    followed.delete(`${sessionId}/${id}`);
    if (method === 'Page.getFrameTree') return hideBlankPage(text, targets.get(sessionId));
    finishWaiting(targets.get(sessionId));
    return text;
  }

  return {
    seeCommand(text) {
      if (text.includes('"Target.setAutoAttach"')) isAttaching = true;
      if (!FOLLOWED.test(text)) return;
      const { id, method, sessionId } = JSON.parse(text) as Command;
      followed.set(`${sessionId}/${id}`, method);
    },
    seeReport(text) {
      const kind = TARGET_REPORT.exec(text)?.[1];
      if (kind) seeTargetReport(text, kind === 'attachedTo');
      return followed.size > 0 && text.startsWith('{"id":') ? seeAnswer(text) : text;
    },
    waitForTarget(targetId) {
      if (!isAttaching || ready.has(targetId)) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.set(targetId, resolve);
        setTimeout(resolve, SET_UP_LIMIT_MS).unref();
      });
    },
    release() {
      for (const resolve of waiting.values()) resolve();
    },
  };
}
