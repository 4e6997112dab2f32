/** A table whose rows lie on the shards of a cluster, each shard's in a table of its own. */
export interface DistributedEngine {
  readonly cluster: string;
  readonly database: string;
  readonly table: string;
  /** The expression that says on which shard a row belongs; null where there is none. */
  readonly shardingKey: string | null;
}

/**
 * What a table of the engine Distributed stands for, from its `engine_full` in `system.tables`:
 * `Distributed(cluster, database, table[, sharding key[, policy]])` with names plain, in single quotes or in backticks.
 * Undefined for another engine.
 */
export function distributedEngine(engineFull: string): DistributedEngine | undefined {
  if (!engineFull.startsWith("Distributed(")) return undefined;
  const [cluster, database, table, shardingKey] = callArguments(engineFull.slice("Distributed(".length));
  if (cluster === undefined || database === undefined || table === undefined) return undefined;
  return {
    cluster: plainName(cluster),
    database: plainName(database),
    table: plainName(table),
    shardingKey: shardingKey ?? null,
  };
}

/** The arguments of a call up to its closing parenthesis, cut at the commas that stand in no parentheses or quotes. */
function callArguments(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "'" || character === "`" || character === '"') at = closingQuote(text, at);
    else if (character === "(" || character === "[") depth++;
    else if (depth > 0 && (character === ")" || character === "]")) depth--;
    else if (depth === 0 && (character === "," || character === ")")) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
      if (character === ")") break;
    }
  }
  return found;
}

/** Where the quote that opens at `start` closes; a backslash takes the next character along. */
function closingQuote(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start]) at += text[at] === "\\" ? 2 : 1;
  return at;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0" };

function plainName(text: string): string {
  const quote = text[0];
  if (quote !== "'" && quote !== "`" && quote !== '"') return text;
  return text.slice(1, -1).replace(/\\([\s\S])/gu, (_, character: string) => escapes[character] ?? character);
}

/** Whether a sharding key is made of one column and of nothing else, as `intHash64(customer)` is. */
export function isShardedBy(shardingKey: string, column: string): boolean {
  let inner = shardingKey.trim();
  for (;;) {
    if (plainName(inner) === column) return true;
    const call = /^[A-Za-z_][A-Za-z0-9_]*\(([\s\S]*)\)$/u.exec(inner)?.[1];
    if (call === undefined) return false;
    const [argument, ...others] = callArguments(`${call})`);
    // Further arguments may only be numbers, as in modulo(customer, 16).
    if (argument === undefined || others.some((other) => !/^\d+$/.test(other))) return false;
    inner = argument;
  }
}
