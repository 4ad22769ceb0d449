/** `npm run infra:containers`: writes infra/containers.json, from which `infra/store.bicep` makes the containers. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { containerDefinitions } from '../src/store/cosmos/containers.ts';

const file = path.join(import.meta.dirname, '..', 'infra', 'containers.json');
writeFileSync(file, `${JSON.stringify(containerDefinitions(), null, 2)}\n`);
