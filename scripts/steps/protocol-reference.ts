import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ERROR_STATUS } from '../../src/shared/contract/errors.ts';
import { ROUTES } from '../../src/shared/contract/http.ts';
import { REQUESTS } from '../../src/shared/contract/realtime.ts';
import { PROJECT } from './project.ts';

const FILE = join(PROJECT, 'docs/protocol.md');
const BEGIN = '<!-- reference: written by scripts/write-reference.ts -->';
const END = '<!-- end of reference -->';

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** The fields of an object schema, those that may be left out with a question mark. */
function listFields(schema: z.ZodMiniType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as ObjectSchema;
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .join(', ');
}

function describeRoutes(): string[] {
  return Object.values(ROUTES).map(({ method, paths, access, summary, query, body }) => {
    const fields = [listFields(query), listFields(body)].filter(Boolean).join('; ');
    const where = paths.map((path) => `\`${path}\``).join(', ');
    return `| ${method.toUpperCase()} | ${where} | ${access} | ${fields} | ${summary} |`;
  });
}

function describeRequests(): string[] {
  return Object.entries(REQUESTS).map(
    ([name, { input, output, success }]) =>
      `| \`${name}\` | ${listFields(input)} | ${listFields(output)} | ${success === null ? '' : `\`${success}\``} |`,
  );
}

function describeErrors(): string[] {
  return Object.entries(ERROR_STATUS).map(([code, status]) => `| \`${code}\` | ${status} |`);
}

function writeTables(): string {
  return [
    '### Routes',
    '',
    '| method | path | who | query; body | does |',
    '|---|---|---|---|---|',
    ...describeRoutes(),
    '',
    '### Socket requests',
    '',
    '| event | payload | answer | event without acknowledgement |',
    '|---|---|---|---|',
    ...describeRequests(),
    '',
    '### Error codes',
    '',
    '| code | HTTP status |',
    '|---|---|',
    ...describeErrors(),
  ].join('\n');
}

async function readParts(): Promise<{ before: string; after: string; text: string }> {
  const text = await readFile(FILE, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${FILE} has lost the marks around its reference.`);
  return { before: text.slice(0, begin + BEGIN.length), after: text.slice(end), text };
}

function renderReference({ before, after }: { before: string; after: string }): string {
  return `${before}\n\n${writeTables()}\n\n${after}`;
}

/** Writes the tables of docs/protocol.md from the contract itself. */
export async function writeReference(): Promise<void> {
  const parts = await readParts();
  await writeFile(FILE, renderReference(parts));
}

/** Null when the document says what the contract says. */
export async function checkReference(): Promise<string | null> {
  const parts = await readParts();
  return renderReference(parts) === parts.text
    ? null
    : 'docs/protocol.md is behind the contract: run node scripts/write-reference.ts';
}
