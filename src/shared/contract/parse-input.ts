import type * as z from 'zod/mini';
import { AppError } from './errors.ts';

/** The one way in for data from outside. Throws VALIDATION_FAILED with the path of the field. */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 10).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const first = issues[0] ?? { path: '', message: 'is not valid' };
  if (first.path === 'roomCode') {
    throw new AppError('INVALID_CODE', 'A room code has six letters and digits, without I, O, 0 and 1.');
  }
  throw new AppError('VALIDATION_FAILED', `${first.path || 'The request'} ${first.message}.`, {
    path: first.path,
    issues,
  });
}

/** Says what is wrong as the end of a sentence that begins with the field. Undefined keeps a schema's own words. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be of type ${issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return 'has the wrong form';
    default:
      return undefined;
  }
}
