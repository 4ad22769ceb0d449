/** What stood in a field that a form has once a row or once a device: whatever a card sends, as text. */
export function typedIn(data: Readonly<Record<string, unknown>>, id: string): string {
  const value = Object.hasOwn(data, id) ? data[id] : '';
  return typeof value === 'string' ? value.slice(0, 8000) : typeof value === 'number' ? String(value) : '';
}
