import type { Chance } from './chance.ts';

const FIRST = [
  ...[
    'Alma',
    'Ben',
    'Carla',
    'Dale',
    'Elena',
    'Frank',
    'Grace',
    'Hugo',
    'Iris',
    'Joel',
    'Kara',
    'Luis',
    'Maya',
    'Noah',
  ],
  ...[
    'Olga',
    'Pete',
    'Quinn',
    'Rosa',
    'Saul',
    'Tess',
    'Uma',
    'Vince',
    'Willa',
    'Xavier',
    'Yara',
    'Zane',
    'Aurélie',
    'Bo',
  ],
];
const LAST = [
  ...['Abbott', 'Boudreaux', 'Castille', 'Duplantis', 'Ellender', 'Fontenot', 'Guidry', 'Hebert', 'Iverson', 'Johnson'],
  ...['Kelly', 'Landry', 'Muñoz', 'Nguyen', 'Oubre', 'Perez', 'Quigley', 'Robichaux', 'Savoie', 'Thibodeaux', 'Usher'],
  ...['Verret', 'Washington', 'Xiong', 'Young', 'Zeringue', 'Featherstonehaugh-Ainsworth', "O'Connor", 'van der Berg'],
];
const TOWNS = ['Baton Rouge', 'Lafayette', 'Shreveport', 'Monroe', 'Alexandria', 'Houma', 'Lake Charles', 'Hammond'];

/** The agencies of the made-up state beside those of the sample world. */
export const AGENCIES: readonly (readonly [code: string, name: string])[] = [
  ['HEALTH', 'Health Services'],
  ['ROADS', 'Roads and Bridges'],
  ['SCHOOL', 'Schools and Libraries'],
  ['COURT', 'Courts'],
  ['LABOR', 'Labor and Training'],
  ['WILD', 'Wildlife and Fisheries'],
  ['FAMILY', 'Children and Families'],
  ['TROOP', 'State Troopers'],
  ['COAST', 'Coast and Harbors'],
  ['FARM', 'Agriculture and Forestry'],
  ['ENERGY', 'Energy and Minerals'],
  ['WATER', 'Water and Environment'],
  ['MUSEUM', 'Museums and Archives'],
  ['CIVIL', 'Civil Service'],
  ['VETS', 'Veterans'],
  ['TREAS', 'Treasury'],
  ['INSURE', 'Insurance'],
  ['ELECT', 'Elections'],
  ['PRISON', 'Corrections'],
  ['PAROLE', 'Pardons and Parole'],
  ['TOUR', 'Culture and Tourism'],
  ['TRADE', 'Economic Development'],
  ['HOUSE', 'Housing'],
  ['ALERT', 'Emergency Preparedness'],
  ['RACING', 'Racing and Gaming'],
  ['MOTOR', 'Motor Vehicles'],
  ['LAND', 'State Lands'],
  ['AUDIT', 'Auditor'],
  ['LAW', 'Justice'],
  ['PORT', 'Ports and Waterways'],
  ['BOARD', 'Boards and Commissions'],
  ['UNIV', 'Universities'],
];

/** What legacy and ordered devices are, by the item they stand for. */
export const MODELS: Readonly<Record<string, readonly string[]>> = {
  'DT-STD': ['Dell OptiPlex 7020', 'HP EliteDesk 800 G9'],
  'LT-STD': ['Dell Latitude 5450', 'HP EliteBook 840 G11', 'Lenovo ThinkPad T14'],
  'LT-PWR': ['Dell Precision 5690', 'Lenovo ThinkPad P1'],
  'TB-STD': ['Apple iPad 11-inch', 'Dell Latitude 7350'],
  'MN-24': ['Dell P2425H', 'HP E24 G5'],
  'DK-STD': ['Dell WD22TB4', 'Lenovo ThinkPad USB-C Dock'],
};

export function personName(chance: Chance): string {
  return `${chance.oneOf(FIRST)} ${chance.oneOf(LAST)}`;
}

export function place(chance: Chance): string {
  return `${chance.oneOf(TOWNS)}, room ${chance.whole(1, 9)}.${String(chance.whole(1, 60)).padStart(2, '0')}`;
}
