/** A Bicep file, as far as its structure goes: it is read, not compiled. */
export interface Bicep {
  text: string;
  params: { name: string; hasDefault: boolean }[];
  outputs: string[];
  resources: { symbol: string; type: string; version: string; body: string }[];
  modules: { symbol: string; file: string; body: string }[];
}

/** Reads a file apart. Throws when its brackets or quotes do not match. */
export function readBicep(source: string): Bicep {
  const text = source.replace(/^\s*\/\/.*$/gm, '');
  const params = [...text.matchAll(/^param (\w+) \w+( = .*)?$/gm)].map(([, name = '', value]) => {
    return { name, hasDefault: value !== undefined };
  });
  const resources = [...text.matchAll(/^resource (\w+) '([\w./]+)@([\w-]+)' = /gm)].map((match) => {
    const [head, symbol = '', type = '', version = ''] = match;
    return { symbol, type, version, body: blockAt(text, match.index + head.length) };
  });
  const modules = [...text.matchAll(/^module (\w+) '([\w.-]+)' = /gm)].map((match) => {
    const [head, symbol = '', file = ''] = match;
    return { symbol, file, body: blockAt(text, match.index + head.length) };
  });
  checkBrackets(text);
  return {
    text,
    params,
    outputs: [...text.matchAll(/^output (\w+) /gm)].map(([, name = '']) => name),
    resources,
    modules,
  };
}

/** The names and values of an object's own properties that stand on lines of their own. */
export function propertiesIn(body: string, name: string): Map<string, string> {
  const at = body.indexOf(`${name}: {`);
  if (at < 0) return new Map();
  const lines = blockAt(body, at + name.length + 2)
    .split('\n')
    .slice(1, -1);
  const indent = /^ */.exec(lines[0] ?? '')?.[0] ?? '';
  return new Map(
    lines.flatMap((line) => {
      const [, key = '', value = ''] = line.startsWith(`${indent} `) ? [] : (/^ *'?([\w-]+)'?: (.*)$/.exec(line) ?? []);
      return key === '' ? [] : [[key, value]];
    }),
  );
}

/** From a bracket to the one that closes it. */
function blockAt(text: string, from: number): string {
  let depth = 0;
  for (const { index, 0: bracket } of text.slice(from).matchAll(/[[{}\]]/g)) {
    depth += '[{'.includes(bracket) ? 1 : -1;
    if (depth === 0) return text.slice(from, from + index + 1);
  }
  throw new Error('a bracket is not closed');
}

function checkBrackets(text: string): void {
  const open: string[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const line of text.split('\n')) {
    if ((line.match(/'/g) ?? []).length % 2 !== 0) throw new Error(`a quote is not closed: ${line}`);
    for (const bracket of line.replace(/'[^']*'/g, (quoted) => quoted.replace(/[^${}]/g, '')).match(/[()[\]{}]/g) ??
      []) {
      if (!(bracket in pairs)) open.push(bracket);
      else if (open.pop() !== pairs[bracket]) throw new Error(`a bracket does not match: ${line}`);
    }
  }
  if (open.length > 0) throw new Error('a bracket is not closed');
}
