import { join } from 'node:path';
import { buildClient } from './steps/build-client.ts';
import { PROJECT } from './steps/project.ts';

const folder = join(PROJECT, 'out/spaces-client');
await buildClient(folder);
console.log(`${folder} can be packed and published.`);
