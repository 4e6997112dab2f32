import type { Random } from "../../numeric/index.js";
import { groupRows, textColumnOf } from "../../table/index.js";
import type { ComparedColumn } from "./compared-column.js";

/** Of a block beyond the cap, each record is compared with so many that follow it in the order of their values. */
const neighborsInGiantBlocks = 20;

/** The records that agree in all columns of a rule, block after block. */
export interface BlockingRule {
  readonly columns: readonly ComparedColumn[];
  /** The block of each record, −1 where a value of the rule is missing. */
  readonly keys: Int32Array;
  /** Block b is `records[starts[b]]` to `records[starts[b + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly records: Int32Array;
  /** 1 for blocks with more records than the cap. */
  readonly giant: Uint8Array;
  /** Pairs to compare, those that other rules bring, too, included. */
  readonly pairs: number;
  /** Pairs in giant blocks that are not compared. */
  readonly leftOut: number;
}

/** Divides the records into the blocks of a rule. Blocks of more than `largest` records are sorted by all columns. */
export function blockRecords(
  columns: readonly ComparedColumn[],
  compared: readonly ComparedColumn[],
  records: number,
  largest: number,
): BlockingRule {
  const groups = groupRows(
    columns.map(({ name, values }, c) => textColumnOf(name, codesInOrder(columns, c), values.labels)),
    records,
  );
  const keys = groups.codes;
  for (const { codes } of columns) for (let row = 0; row < records; row++) if (codes[row]! < 0) keys[row] = -1;
  const { starts, rows } = recordsByKey(keys, groups.count);
  const giant = new Uint8Array(groups.count);
  let pairs = 0;
  let leftOut = 0;
  for (let block = 0; block < groups.count; block++) {
    const size = starts[block + 1]! - starts[block]!;
    const all = (size * (size - 1)) / 2;
    if (size > largest) {
      giant[block] = 1;
      sortBlock(rows.subarray(starts[block]!, starts[block + 1]!), compared);
    }
    const visited = pairsOfBlock(size, giant[block]!);
    pairs += visited;
    leftOut += all - visited;
  }
  return { columns, keys, starts, records: rows, giant, pairs, leftOut };
}

/**
 * The codes of column c of a rule. Of two columns whose values may stand in each other's place, the first has the lower
 * code and the second the higher, so that "Ada Byron" and "Byron Ada" come together.
 */
function codesInOrder(columns: readonly ComparedColumn[], c: number): Int32Array {
  const { codes, values } = columns[c]!;
  const twins = columns.filter((column) => column.swappable && column.values === values);
  if (twins.length !== 2 || !twins.includes(columns[c]!)) return codes;
  const other = twins.find((column) => column !== columns[c])!.codes;
  const pick = columns[c] === twins[0] ? Math.min : Math.max;
  return codes.map((code, record) => (code < 0 ? -1 : pick(code, other[record]!)));
}

function recordsByKey(keys: Int32Array, count: number): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < keys.length; row++) if (keys[row]! >= 0) starts[keys[row]! + 1]!++;
  for (let key = 0; key < count; key++) starts[key + 1]! += starts[key]!;
  const next = starts.slice();
  const rows = new Int32Array(starts[count]!);
  for (let row = 0; row < keys.length; row++) if (keys[row]! >= 0) rows[next[keys[row]!]!++] = row;
  return { starts, rows };
}

/** The pairs of a block that are compared. */
export function pairsOfBlock(size: number, giant: number): number {
  if (giant === 0 || size <= neighborsInGiantBlocks) return (size * (size - 1)) / 2;
  return (
    (size - neighborsInGiantBlocks) * neighborsInGiantBlocks +
    (neighborsInGiantBlocks * (neighborsInGiantBlocks - 1)) / 2
  );
}

/** Records in the order of their values, column after column; missing ones last (Hernández and Stolfo 1995). */
function sortBlock(rows: Int32Array, columns: readonly ComparedColumn[]): void {
  rows.sort((i, j) => {
    for (const { codes, values } of columns) {
      const a = codes[i]!;
      const b = codes[j]!;
      if (a === b) continue;
      if (a < 0 || b < 0) return a < 0 ? 1 : -1;
      return values.labels[a]! < values.labels[b]! ? -1 : 1;
    }
    return i - j;
  });
}

/** Visits every pair of a rule that no earlier rule brings (but for giant blocks, whose pairs may come again). */
export function visitPairs(rules: readonly BlockingRule[], rule: number, visit: (i: number, j: number) => void): void {
  const { starts, records, giant } = rules[rule]!;
  const earlier = rules.slice(0, rule);
  const isNew = (i: number, j: number): boolean => {
    for (const { keys, giant: capped } of earlier) {
      const key = keys[i]!;
      if (key >= 0 && key === keys[j] && capped[key] === 0) return false;
    }
    return true;
  };
  for (let block = 0; block < giant.length; block++) {
    const from = starts[block]!;
    const to = starts[block + 1]!;
    const reach = giant[block] === 1 ? neighborsInGiantBlocks : to - from;
    for (let a = from; a < to; a++) {
      const last = Math.min(to, a + reach + 1);
      for (let b = a + 1; b < last; b++) if (isNew(records[a]!, records[b]!)) visit(records[a]!, records[b]!);
    }
  }
}

/** About `wanted` pairs of a rule, at random distances along all of its pairs; all of them where they are fewer. */
export function samplePairs(
  rule: BlockingRule,
  wanted: number,
  random: Random,
): { left: Int32Array; right: Int32Array } {
  const step = Math.max(1, Math.ceil(rule.pairs / wanted));
  const left: number[] = [];
  const right: number[] = [];
  const { starts, records, giant } = rule;
  let next = step === 1 ? 0 : random.integer(step);
  for (let block = 0, before = 0; block < giant.length; block++) {
    const from = starts[block]!;
    const size = starts[block + 1]! - from;
    const count = pairsOfBlock(size, giant[block]!);
    while (next < before + count) {
      const [a, b] = giant[block] === 1 ? neighborPair(next - before) : trianglePair(next - before);
      if (b < size) {
        left.push(records[from + a]!);
        right.push(records[from + b]!);
      }
      next += step === 1 ? 1 : 1 + random.integer(2 * step - 1);
    }
    before += count;
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right) };
}

/** Pair t of (0,1), (0,2), (1,2), (0,3), …. */
function trianglePair(t: number): [number, number] {
  let b = Math.floor((1 + Math.sqrt(1 + 8 * t)) / 2);
  if ((b * (b - 1)) / 2 > t) b--;
  return [t - (b * (b - 1)) / 2, b];
}

function neighborPair(t: number): [number, number] {
  const a = Math.floor(t / neighborsInGiantBlocks);
  return [a, a + 1 + (t % neighborsInGiantBlocks)];
}
