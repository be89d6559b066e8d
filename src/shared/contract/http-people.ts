import * as z from 'zod/mini';
import { nameText } from '../model/text.ts';
import { DisplayNameSchema, UserSchema, UserStatusSchema } from '../model/user.ts';
import { SIZES } from './limits.ts';
import { type RouteContract, route } from './route.ts';

const DeviceIdSchema = z.string().check(z.minLength(SIZES.deviceIdMin), z.maxLength(SIZES.deviceIdMax));

/** Who the caller is. */
export const PEOPLE_ROUTES = {
  createGuest: route({
    method: 'post',
    paths: ['/api/auth/guest'],
    access: 'open',
    summary: 'Choose a display name and get a token; the same deviceId gets the same user back.',
    // With keepName a device that is known here keeps its name: nobody chose the one that was sent.
    body: z.object({
      displayName: DisplayNameSchema,
      deviceId: z.optional(DeviceIdSchema),
      keepName: z.optional(z.boolean()),
    }),
    output: z.object({ user: UserSchema, token: z.string() }),
    status: 201,
  }),
  getMe: route({
    method: 'get',
    paths: ['/api/auth/me'],
    summary: 'The caller.',
    output: z.object({ user: UserSchema }),
  }),
  updateMe: route({
    method: 'patch',
    paths: ['/api/auth/me'],
    summary: 'Change display name, status or status text.',
    body: z.object({
      displayName: z.optional(DisplayNameSchema),
      status: z.optional(UserStatusSchema),
      statusText: z.optional(z.nullable(nameText(0, SIZES.statusText))),
      /** When the text goes by itself. */
      statusUntil: z.optional(
        z.nullable(z.iso.datetime({ error: 'must be a time like 2026-01-31T12:00:00Z' })),
      ),
    }),
    output: z.object({ user: UserSchema }),
  }),
} as const satisfies Record<string, RouteContract>;
