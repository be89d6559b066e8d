import type { Logger } from '../trust/logger.ts';
import {
  type CheckName,
  type CheckOutcomes,
  type CheckResults,
  type Diagnosis,
  diagnose,
} from './diagnose.ts';

/** A silent port takes 2.5 s to be called silent, and who is there is asked after that. */
const defaultTimeoutMs = 6000;

export interface CheckFinding<Outcome> {
  outcome: Outcome;
  /** For the report; secrets are removed from it. */
  note?: string;
}
export type DoctorChecks = {
  [Name in CheckName]?: (signal: AbortSignal) => Promise<CheckFinding<CheckOutcomes[Name]>>;
};

export interface DoctorFinding {
  diagnosis: Diagnosis;
  results: CheckResults;
  /** Plain text to copy. */
  report: string;
}

/** Runs all checks at once, each within its time, and names one cause. */
export async function runDoctor({
  checks,
  about,
  logger,
  signal,
  timeoutMs = defaultTimeoutMs,
}: {
  checks: DoctorChecks;
  /** Facts for the head of the report, such as app version and system. */
  about: Record<string, string>;
  logger: Logger;
  signal?: AbortSignal;
  timeoutMs?: number;
}): Promise<DoctorFinding> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const limit = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const names = Object.keys(checks) as CheckName[];
  const findings = await Promise.all(
    names.map(async (name) => ({
      name,
      finding: await runCheck({ check: checks[name], limit, name, logger }),
    })),
  );
  const results: CheckResults = Object.fromEntries(
    findings.flatMap(({ name, finding }) => (finding ? [[name, finding.outcome]] : [])),
  );
  const diagnosis = diagnose(results);
  const lines = [
    'Spaces network report',
    ...Object.entries(about).map(([key, value]) => `${key}: ${value}`),
    `cause: ${diagnosis.cause}`,
    ...findings.map(({ name, finding }) => `${name}: ${describeFinding(finding)}`),
  ];
  return { diagnosis, results, report: removeSecrets(lines.join('\n')) };
}

async function runCheck({
  check,
  limit,
  name,
  logger,
}: {
  check: ((signal: AbortSignal) => Promise<CheckFinding<string>>) | undefined;
  limit: AbortSignal;
  name: CheckName;
  logger: Logger;
}): Promise<CheckFinding<string> | undefined> {
  if (!check || limit.aborted) return undefined;
  try {
    // A check that ignores its signal must not hold up the others.
    return await new Promise((resolve, reject) => {
      limit.addEventListener('abort', () => reject(new Error('Took too long')), { once: true });
      check(limit).then(resolve, reject);
    });
  } catch (error) {
    logger.info({ check: name, reason: removeSecrets(String(error)) }, 'A network check did not finish');
    return undefined;
  }
}

function describeFinding(finding: CheckFinding<string> | undefined): string {
  if (!finding) return 'did not finish';
  return finding.note ? `${finding.outcome} (${finding.note})` : finding.outcome;
}

const codeLetter = '[A-HJ-NP-Za-hj-np-z2-9]';
const codeGroups = `${codeLetter}{3}[-\\s]?${codeLetter}{3}`;
/** In this order: what a rule shortens must not look like the secret of a later one. */
const secretRules: Array<[RegExp, string]> = [
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[token]'],
  [/\b(Bearer\s+)[^\s"',&]+/gi, '$1[removed]'],
  [/\b(token|secret|password|ticket|key)(["']?\s*[=:]\s*["']?)[^\s"',&[]+/gi, '$1$2[removed]'],
  [new RegExp(`(/spaces/|join/|[?&#]code=|\\bcode\\s*[:=]?\\s*["']?)${codeGroups}`, 'gi'), '$1[code]'],
  // By its alphabet alone a code looks like any word: only capitals with a digit, or in two groups, are taken for one.
  [/\b(?=[A-Z2-9]*[2-9])[A-HJ-NP-Z2-9]{6}\b/g, '[code]'],
  [/\b[A-HJ-NP-Z2-9]{3}-[A-HJ-NP-Z2-9]{3}\b/g, '[code]'],
  [/\b([0-9a-f]{8})[0-9a-f]{56}\b/gi, '$1…'],
  [/\b([0-9A-F]{2}(?::[0-9A-F]{2}){3})(?::[0-9A-F]{2}){28}\b/gi, '$1…'],
  [/\b[A-Za-z0-9_-]{32,}\b/g, '[secret]'],
];

/** Reports are pasted into public places: codes and tokens go, fingerprints are shortened. */
export function removeSecrets(text: string): string {
  return secretRules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
