import { writeReference } from './steps/protocol-reference.ts';

await writeReference();
