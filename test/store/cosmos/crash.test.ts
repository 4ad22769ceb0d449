/** The crash stories on Cosmos DB, at some of the points that are all tried on SQLite. */
import './double/desk-on-double.ts';
import { engine } from '../../desk/stores.ts';
import '../../desk/crash/replaced.test.ts';
import '../../desk/crash/transferred.test.ts';

engine.oneOf = 200;
