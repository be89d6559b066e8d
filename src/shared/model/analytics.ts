import * as z from 'zod/mini';

const Figures = {
  messages: z.number(),
  /** The most who were there at once. */
  people: z.number(),
  callMinutes: z.number(),
};

/** Figures of a room, or of the whole host. Hours and days in which nothing happened are left out. */
export const AnalyticsSchema = z.object({
  from: z.string(),
  to: z.string(),
  totals: z.object(Figures),
  hours: z.array(z.object({ start: z.string(), ...Figures })),
  /** Days as the caller's clock has them. */
  days: z.array(z.object({ day: z.string(), ...Figures })),
  /** Messages by hour of the day, from 0 to 23. */
  busiestHours: z.array(z.number()),
});
export type Analytics = z.infer<typeof AnalyticsSchema>;
