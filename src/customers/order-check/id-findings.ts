import { showValue } from "../../errors/index.js";
import type { ColumnFacts } from "./column-facts.js";
import { cellOf, type FindingList, quoted, someOf } from "./finding.js";

/** Finds rows without a customer, words that stand for no customer, and customers under several spellings. */
export function checkCustomers(facts: ColumnFacts, findings: FindingList): void {
  const { column, keys } = facts;
  findings.addWhere(column.length, (row) => keys.codes[row]! < 0, {
    severity: "error",
    code: "missing-customer",
    column,
    finding: `no customer id in column ${quoted(column)}`,
    advice: 'missingCustomer: "drop" leaves these rows out',
  });
  checkPlaceholders(facts, 'then missingCustomer: "drop"', findings);
  checkSpellings(facts, findings);
}

/** Finds rows without an order id, words that stand for none, and ids that several customers have. */
export function checkOrderIds(facts: ColumnFacts, customer: ColumnFacts | null, findings: FindingList): void {
  const { column, keys } = facts;
  findings.addWhere(column.length, (row) => keys.codes[row]! < 0, {
    severity: "error",
    code: "missing-order",
    column,
    finding: `no order id in column ${quoted(column)}`,
    advice: "fill them, or leave the option order out",
  });
  checkPlaceholders(facts, "then fill them, or leave the option order out", findings);
  if (customer === null) return;
  const customers = customer.keys.codes;
  const firstCustomer = new Int32Array(keys.count).fill(-1);
  const shared = (row: number): boolean => {
    const order = keys.codes[row]!;
    if (order < 0 || customers[row]! < 0) return false;
    if (firstCustomer[order]! < 0) firstCustomer[order] = customers[row]!;
    return firstCustomer[order] !== customers[row];
  };
  findings.addWhere(column.length, shared, {
    severity: "warning",
    code: "shared-order",
    column,
    finding: `an order id in column ${quoted(column)} that an earlier customer has too`,
    advice: "counted once for each customer; check whether ids begin anew, in each shop or year",
  });
}

/** Words that programs and clerks write where there is nobody to name. */
const placeholders = new Set([
  ...["null", "nil", "none", "nan", "n/a", "na", "#n/a", "undefined", "unknown", "anonymous", "guest", "walk-in"],
  ...[
    "walk in",
    "walkin",
    "cash",
    "-",
    "--",
    "?",
    ".",
    "x",
    "xxx",
    "0",
    "-1",
    "00000",
    "000000",
    "not set",
    "(not set)",
  ],
  ...["no customer", "customer", "gast", "unbekannt", "anonym", "invité", "inconnu", "anonyme", "invitado"],
  ...["desconocido", "anónimo", "散客", "匿名", "未知", "游客", "无", "空"],
]);

function checkPlaceholders({ column, keys }: ColumnFacts, then: string, findings: FindingList): void {
  const isPlaceholder = new Uint8Array(keys.count);
  const found: string[] = [];
  for (let code = 0; code < keys.count; code++) {
    const label = String(keys.labels.at(code));
    if (!placeholders.has(label.trim().toLowerCase())) continue;
    isPlaceholder[code] = 1;
    found.push(label);
  }
  // A file of flags or of a single value has no ids to tell them from.
  if (found.length === 0 || found.length === keys.count) return;
  findings.addWhere(column.length, (row) => isPlaceholder[keys.codes[row]!] === 1, {
    severity: "warning",
    code: "placeholder-id",
    column,
    finding: `ids in column ${quoted(column)} that name nobody: ${someOf(found)}`,
    advice:
      `missing: { ${quoted(column)}: [${found.map(showValue).join(", ")}] } (an option of readCsv and parseColumns), ` +
      then,
  });
}

/** What makes one id look like two, each with the way to undo it. */
const spellings: readonly { readonly words: string; readonly code: string; readonly undo: (text: string) => string }[] =
  [
    { words: "Unicode form", code: '.normalize("NFKC")', undo: (text) => text.normalize("NFKC") },
    {
      words: "zero-width marks",
      code: '.replace(/[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]/g, "")',
      undo: (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ""),
    },
    { words: "blanks", code: '.trim().replace(/\\s+/g, " ")', undo: (text) => text.trim().replace(/\s+/g, " ") },
    { words: "case", code: ".toLowerCase()", undo: (text) => text.toLowerCase() },
  ];

/** Finds ids that differ in nothing but case, blanks, zero-width marks or Unicode form. */
function checkSpellings({ column, keys }: ColumnFacts, findings: FindingList): void {
  if (column.type !== "string") return;
  const rows = new Int32Array(keys.count);
  for (const code of keys.codes) if (code >= 0) rows[code]!++;
  const usual = new Map<string, number>();
  const plain = Array.from({ length: keys.count }, (_, code) =>
    spellings.reduce((text, { undo }) => undo(text), String(keys.labels.at(code))),
  );
  for (const [code, text] of plain.entries()) {
    const other = usual.get(text);
    if (other === undefined || rows[code]! > rows[other]!) usual.set(text, code);
  }
  if (usual.size === keys.count) return;
  const other = plain.map((text, code) => (usual.get(text) === code ? -1 : usual.get(text)!));
  const first = other.findIndex((code) => code >= 0);
  const texts = plain.map((_, code) => String(keys.labels.at(code)));
  const kinds = spellings.filter((kind) =>
    other.some((code, i) => code >= 0 && without(kind, texts[i]!) !== without(kind, texts[code]!)),
  );
  findings.addWhere(column.length, (row) => keys.codes[row]! >= 0 && other[keys.codes[row]!]! >= 0, {
    severity: "warning",
    code: "similar-ids",
    column,
    finding:
      `ids in column ${quoted(column)} that differ from another only in ` +
      `${kinds.map(({ words }) => words).join(", ")}, like ` +
      `${visible(texts[first]!)} and ${visible(texts[other[first]!]!)}`,
    advice:
      `make them one: orders.withColumn(${quoted(column)}, (row) => ` +
      `${cellOf(column)}?${kinds.map(({ code }) => code).join("")} ?? null)`,
  });
}

/** A text with all differences undone but those of one kind. */
function without(kind: (typeof spellings)[number], text: string): string {
  return spellings.reduce((undone, one) => (one === kind ? undone : one.undo(undone)), text);
}

/** A text with its invisible characters written out. */
function visible(text: string): string {
  return showValue(text).replace(
    /[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
