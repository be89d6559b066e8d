import { createPlural } from '../../lib/plural.ts';

export const plural = createPlural('en');
