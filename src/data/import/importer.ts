import { may, type Person } from '../../domain/people.ts';
import { isSameName } from '../../domain/words.ts';
import { FileProblem } from '../csv/file-problem.ts';
import type { ImportDirectory } from './import-directory.ts';

const HOW = 'Say who brings the devices in: --by and the name or object id of an asset manager.';

/**
 * The asset manager who stands in the history of imported devices: the one that is named, or the only one there is.
 * Throws `FileProblem` when that is nobody, or not clear.
 */
export async function findImporter(directory: ImportDirectory, named: string | undefined): Promise<Person> {
  const found = await directory.assetManagers();
  const managers = found.filter((person) => may(person, 'import devices', person.agency));
  if (managers.length === 0)
    throw new FileProblem('There is no asset manager in the directory. Import the people first.');
  const meant = named === undefined ? managers : managers.filter((person) => isMeant(person, named));
  const [only, another] = meant;
  if (only !== undefined && another === undefined) return only;
  const person = named === undefined ? undefined : await directory.person(named.toLowerCase());
  if (person !== undefined) throw new FileProblem(`${person.name} is no asset manager. ${HOW}`);
  const names = managers.slice(0, 5).map(({ name }) => name);
  throw new FileProblem(`${HOW} There ${managers.length === 1 ? 'is' : 'are'}: ${names.join(', ')}.`);
}

function isMeant(person: Person, named: string): boolean {
  return person.id === named.toLowerCase() || isSameName(person.name, named);
}
