/** A refusal in the words of this API: `{"detail": …}`. */
export class DeaddropError extends Error {
  readonly status: number;
  readonly detail: string | readonly ValidationIssue[];

  constructor(status: number, detail: string | readonly ValidationIssue[]) {
    super(typeof detail === 'string' ? detail : 'The request is not valid.');
    this.name = 'DeaddropError';
    this.status = status;
    this.detail = detail;
  }
}

/** One fault of a query or body, as clients of this API know it. */
export interface ValidationIssue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}
