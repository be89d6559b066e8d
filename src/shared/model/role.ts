import * as z from 'zod/mini';

/** From the most to the least powerful; the order is the rank. */
export const ROLES = ['owner', 'admin', 'moderator', 'member'] as const;
export const RoleSchema = z.enum(ROLES);
export type Role = z.infer<typeof RoleSchema>;

export function isAbove(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}
