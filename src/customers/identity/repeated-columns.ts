import { showNames } from "../../errors/index.js";
import type { BlockingRule } from "./blocking.js";
import type { ComparedColumn } from "./compared-column.js";

/** So many records are looked at, and it takes so many to say that a column repeats others. */
const mostLookedAt = 5000;
const fewestRecords = 20;

/** A column repeats others when this share of its words stand there, in the same record. */
const mostWords = 0.65;

/** Columns that say something of their own, and what is to be said of the others. */
export interface TellingColumns {
  readonly telling: ComparedColumn[];
  readonly warnings: string[];
}

/**
 * Leaves out names and texts whose words stand in other columns of the same record, those with the most words first: a
 * full name beside first name and surname. Agreement there would be counted twice, as if it were evidence of its own.
 */
export function withoutRepeated(compared: readonly ComparedColumn[]): TellingColumns {
  const records = compared[0]!.codes.length;
  const step = Math.max(1, Math.ceil(records / mostLookedAt));
  const spoken = compared
    .filter(({ as }) => as === "name" || as === "text")
    .map((column) => ({ column, words: wordsOfRecords(column, step) }));
  const byLength = [...spoken].sort((a, b) => meanWords(b.words) - meanWords(a.words));
  const repeated = new Map<ComparedColumn, ComparedColumn[]>();
  for (const { column, words } of byLength) {
    const others = spoken.filter((other) => other.column !== column && !repeated.has(other.column));
    const sources = repeats(words, others);
    if (sources !== null) repeated.set(column, sources);
  }
  return {
    telling: compared.filter((column) => !repeated.has(column)),
    warnings: [...repeated].map(
      ([{ name }, sources]) =>
        `${showNames([name])} repeats what stands in ${showNames(sources.map((source) => source.name))} and is not ` +
        "compared: its agreement would count twice",
    ),
  };
}

type WordsOfRecords = readonly (readonly string[])[];

function wordsOfRecords({ codes, values }: ComparedColumn, step: number): WordsOfRecords {
  const words: string[][] = [];
  for (let record = 0; record < codes.length; record += step) {
    const code = codes[record]!;
    words.push(code < 0 ? [] : values.labels[code]!.split(" "));
  }
  return words;
}

function meanWords(words: WordsOfRecords): number {
  const filled = words.filter((ofRecord) => ofRecord.length > 0);
  return filled.reduce((sum, ofRecord) => sum + ofRecord.length, 0) / Math.max(1, filled.length);
}

/** The columns in which most of the words stand; null where they do not. */
function repeats(
  words: WordsOfRecords,
  others: readonly { readonly column: ComparedColumn; readonly words: WordsOfRecords }[],
): ComparedColumn[] | null {
  let [records, all, found] = [0, 0, 0];
  const inColumn = others.map(() => 0);
  for (const [record, ofRecord] of words.entries()) {
    if (ofRecord.length === 0) continue;
    records++;
    for (const word of ofRecord) {
      all++;
      let isFound = false;
      for (const [o, other] of others.entries()) {
        if (!other.words[record]!.includes(word)) continue;
        isFound = true;
        inColumn[o]!++;
      }
      if (isFound) found++;
    }
  }
  if (records < fewestRecords || found < mostWords * all) return null;
  return others.filter((_, o) => inColumn[o]! > 0.1 * all).map(({ column }) => column);
}

/** One column is made from another when one text stands in the other in so many records, … */
const mostContained = 0.65;
/** … and so much more often than in the text of another record. */
const beyondChance = 0.3;

/**
 * For each rule the names of the compared columns that agree in its pairs because the rule asks for it: its own, and
 * those that its columns are made from or that are a part of them, such as the birthday of a year of birth, or the
 * surname in a full name.
 */
export function columnsOfRules(
  rules: readonly BlockingRule[],
  compared: readonly ComparedColumn[],
): ReadonlySet<string>[] {
  const known = new Map<ComparedColumn, readonly string[]>();
  const impliedBy = (column: ComparedColumn): readonly string[] => {
    const before = known.get(column);
    if (before !== undefined) return before;
    const implied = compared.includes(column)
      ? [column.name]
      : [column.name, ...compared.filter((other) => isDerived(column, other)).map(({ name }) => name)];
    known.set(column, implied);
    return implied;
  };
  return rules.map(({ columns }) => new Set(columns.flatMap(impliedBy)));
}

function isDerived(key: ComparedColumn, column: ComparedColumn): boolean {
  const records = key.codes.length;
  const step = Math.max(1, Math.ceil(records / mostLookedAt));
  let [both, together, apart] = [0, 0, 0];
  for (let record = 0; record < records; record += step) {
    const [text, other] = [labelOf(key, record), labelOf(column, record)];
    if (text === "" || other === "") continue;
    both++;
    if (oneContains(text, other)) together++;
    const elsewhere = labelOf(column, (record + Math.ceil(records / 2)) % records);
    if (elsewhere !== "" && oneContains(text, elsewhere)) apart++;
  }
  return both > 0 && together >= mostContained * both && together - apart >= beyondChance * both;
}

function labelOf({ codes, values }: ComparedColumn, record: number): string {
  const code = codes[record]!;
  return code < 0 ? "" : values.labels[code]!;
}

function oneContains(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
