import type { Person } from '../../domain/people.ts';
import type { House } from '../house.ts';
import type { FileAsked } from './asked.ts';
import { findBillFile } from './bills.ts';
import { findCertificate, findCertificates } from './certificates.ts';
import type { Found } from './file.ts';
import { findInventoryFile } from './inventory.ts';
import { findLabel, findLabels } from './labels.ts';

/**
 * The file that a person asks for, or why there is none for them: the one way to any file. Who may have it is checked as
 * for the cards of the same records (Rule 57).
 */
export function findFile(house: House, person: Person, asked: FileAsked): Promise<Found> {
  switch (asked.file) {
    case 'certificate':
      return findCertificate(house, person, asked);
    case 'certificates':
      return findCertificates(house, person, asked);
    case 'label':
      return findLabel(house, person, asked);
    case 'labels':
      return findLabels(house, person, asked);
    case 'inventory':
      return findInventoryFile(house, person, asked);
    case 'bill':
      return findBillFile(house, person, asked);
  }
}
