import { DisplayNameSchema } from '#shared/model/user.ts';

/** The name people see: what the program says of itself when it can be shown, else its id. */
export function chooseAgentName(metadata: Readonly<Record<string, unknown>>, id: string): string {
  const wished = DisplayNameSchema.safeParse(metadata['display_name']);
  return wished.success ? wished.data : id;
}
