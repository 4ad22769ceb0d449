/** Started by `check-writes.test.ts` where files may not grow: writes until nothing can be written, then says what the check says. */
import { keys } from '../../src/desk/documents.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

const store = openSqliteStore(`file:${process.argv[2]}`);
const said = (done: Promise<void>) =>
  done.then(
    () => 'well',
    (error: unknown) => String(error),
  );

console.log(await said(store.check()));
for (let n = 0; n < 500; n += 1) {
  const code = `AB${n}`;
  const body = { code, name: 'x'.repeat(60), billingCodes: Array.from({ length: 200 }, (_, no) => `CODE${no}`) };
  const became = await said(store.commit([{ do: 'put', key: keys.agency(code), body }]));
  if (became !== 'well') break;
}
console.log(await said(store.check()));
