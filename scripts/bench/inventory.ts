/** A made-up inventory of so many devices, as a CSV file: of two agencies by turns, a serial in every row. */
export function inventory(rows: number): string {
  const heading = 'Agency,Serial,Type,Model,Assigned user,Location,Warranty until,Billing code,In service since';
  return [heading, ...Array.from({ length: rows }, (_, no) => rowOf(no))].join('\r\n');
}

function rowOf(no: number): string {
  const [agency, billingCode] = no % 3 === 0 ? ['REV', 'REV-100'] : ['PARKS', 'PARKS-100'];
  const serial = `5CG${String(no).padStart(7, '0')}`;
  const since = `${2020 + (no % 5)}-0${1 + (no % 9)}-1${no % 10}`;
  const place = `"Baton Rouge, room ${no % 40}.${no % 90}"`;
  return [agency, serial, 'Laptop', 'HP EliteBook 840 G9', `User ${no}`, place, '2027-01-31', billingCode, since].join(
    ',',
  );
}
