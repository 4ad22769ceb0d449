/** An expression of the part of Cosmos DB's SQL that the double understands. */
export type Expression =
  | { is: 'value'; value: unknown }
  | { is: 'parameter'; name: string }
  | { is: 'path'; path: string[] }
  | { is: 'call'; name: string; of: Expression[] }
  | { is: 'operation'; operator: string; of: Expression[] }
  | { is: 'array'; of: Expression[] }
  | { is: 'object'; of: [string, Expression][] };

/** A statement taken apart. `columns` is null for `SELECT *`; `value` for `SELECT VALUE`. */
export interface Statement {
  top: number | null;
  columns: { name: string; expression: Expression }[] | null;
  value: Expression | null;
  where: Expression | null;
  /** The condition as it was written. */
  whereText: string;
  orderBy: { expression: Expression; text: string; descending: boolean }[];
}

interface Token {
  text: string;
  at: number;
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|[@A-Za-z_]\w*|<=|>=|!=|[(),.*=<>[\]{}:])/gy;

/** Takes a statement apart. Throws for whatever it does not understand. */
export function parse(sql: string): Statement {
  const tokens = tokensOf(sql);
  let next = 0;
  const peek = () => tokens[next]?.text ?? '';
  const isNext = (word: string) => peek().toUpperCase() === word;
  const take = (): string => {
    next += 1;
    return tokens[next - 1]?.text ?? '';
  };
  const taken = (word: string): boolean => {
    if (!isNext(word)) return false;
    next += 1;
    return true;
  };
  const must = (word: string) => {
    if (!taken(word)) throw new SyntaxError(`${word} expected, not ${peek()}, in ${sql}`);
  };

  function list(end: string): Expression[] {
    const found: Expression[] = [];
    if (taken(end)) return found;
    do found.push(either());
    while (taken(','));
    must(end);
    return found;
  }

  function either(): Expression {
    const of = [both()];
    while (taken('OR')) of.push(both());
    return of.length === 1 && of[0] !== undefined ? of[0] : { is: 'operation', operator: 'OR', of };
  }

  function both(): Expression {
    const of = [comparison()];
    while (taken('AND')) of.push(comparison());
    return of.length === 1 && of[0] !== undefined ? of[0] : { is: 'operation', operator: 'AND', of };
  }

  function comparison(): Expression {
    const left = primary();
    if (taken('IN')) {
      must('(');
      return { is: 'operation', operator: 'IN', of: [left, ...list(')')] };
    }
    if (!['=', '!=', '<', '<=', '>', '>='].includes(peek())) return left;
    return { is: 'operation', operator: take(), of: [left, primary()] };
  }

  function primary(): Expression {
    if (taken('(')) {
      const inner = either();
      must(')');
      return inner;
    }
    if (taken('[')) return { is: 'array', of: list(']') };
    if (taken('{')) return object();
    const word = take();
    if (/^["']/.test(word)) return { is: 'value', value: textOf(word) };
    if (/^\d/.test(word)) return { is: 'value', value: Number(word) };
    if (word.startsWith('@')) return { is: 'parameter', name: word };
    if (['true', 'false', 'null'].includes(word)) return { is: 'value', value: JSON.parse(word) };
    if (taken('(')) return { is: 'call', name: word.toUpperCase(), of: list(')') };
    if (word === 'c') return { is: 'path', path: path() };
    throw new SyntaxError(`${word} is not understood in ${sql}`);
  }

  function object(): Expression {
    const of: [string, Expression][] = [];
    do {
      const name = textOf(take());
      must(':');
      of.push([name, either()]);
    } while (taken(','));
    must('}');
    return { is: 'object', of };
  }

  function path(): string[] {
    const found: string[] = [];
    for (;;) {
      if (taken('.')) found.push(take());
      else if (taken('[')) {
        found.push(textOf(take()));
        must(']');
      } else return found;
    }
  }

  function column(): { name: string; expression: Expression } {
    const expression = either();
    if (taken('AS')) return { name: take(), expression };
    return { name: expression.is === 'path' ? (expression.path.at(-1) ?? 'c') : '$1', expression };
  }

  must('SELECT');
  const top = taken('TOP') ? Number(take()) : null;
  const value = taken('VALUE') ? either() : null;
  const columns = value !== null || taken('*') ? null : [column()];
  while (columns !== null && taken(',')) columns.push(column());
  must('FROM');
  must('C');
  const whereAt = taken('WHERE') ? (tokens[next]?.at ?? 0) : null;
  const where = whereAt === null ? null : either();
  const whereText = whereAt === null ? 'true' : sql.slice(whereAt, tokens[next]?.at ?? sql.length).trim();
  const orderBy: Statement['orderBy'] = [];
  if (taken('ORDER')) {
    must('BY');
    do {
      const from = tokens[next]?.at ?? 0;
      const expression = primary();
      const text = sql.slice(from, tokens[next]?.at ?? sql.length).trim();
      orderBy.push({ expression, text, descending: !taken('ASC') && taken('DESC') });
    } while (taken(','));
  }
  if (next < tokens.length) throw new SyntaxError(`${peek()} is too much in ${sql}`);
  return { top, columns, value, where, whereText, orderBy };
}

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    const text = match[1] ?? '';
    end = match.index + match[0].length;
    tokens.push({ text, at: end - text.length });
  }
  if (sql.slice(end).trim() !== '') throw new SyntaxError(`not understood: ${sql.slice(end)}`);
  return tokens;
}

function textOf(token: string): string {
  return String(JSON.parse(token.startsWith("'") ? `"${token.slice(1, -1).replaceAll('"', '\\"')}"` : token));
}
