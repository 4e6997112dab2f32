import type { StoredColumn } from "../../table/index.js";
import type { ColumnFacts } from "./column-facts.js";
import { holdsWord, plainName } from "./column-words.js";
import { cellOf, type FindingList, quoted, someOf } from "./finding.js";

/** A column with more values than this says something else than the state of a row. */
const mostValues = 15;

/** States of a row that is no purchase, or that takes one back, each with the stems of its words. */
const states: readonly { readonly kind: StateKind; readonly words: RegExp }[] = /* @__PURE__ */ (() => [
  {
    kind: "refund",
    words: stems(
      ...["\\brefund", "\\breturn(ed|s)?\\b", "charge ?back", "reversal", "credit (note|memo)"],
      ...["retoure", "erstatt", "gutschrift", "rembours", "devol", "reembols", "退款", "退货"],
    ),
  },
  {
    kind: "cancelled",
    words: stems("\\bcancel", "\\bvoid(ed)?\\b", "\\baborted\\b", "storn", "annul", "取消", "作废"),
  },
  {
    kind: "pending",
    words: stems(
      ...["\\bpending\\b", "\\bunpaid\\b", "\\bawaiting\\b", "\\bdraft\\b", "\\bon hold\\b"],
      ...["offen\\b", "en attente", "pendiente", "待付款", "未付款", "未支付"],
    ),
  },
  { kind: "failed", words: stems("\\bfail(ed|ure)?\\b", "\\bdeclined\\b", "\\brejected\\b", "fehlgeschlagen", "失败") },
  { kind: "test", words: stems("^test(s|ing)?$") },
])();

type StateKind = "cancelled" | "pending" | "failed" | "test" | "refund";

function stems(...sources: readonly string[]): RegExp {
  return new RegExp(sources.join("|"), "u");
}

const statusWords = ["status", "state", "type", "kind", "zustand", "typ", "statut", "estado", "tipo", "状态", "类型"];
const currencyWords = ["currency", "währung", "devise", "moneda", "币种", "货币"];

/** Codes of the currencies in which most trade is done (ISO 4217). */
const currencies: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(
    (
      "USD EUR GBP JPY CNY RMB CHF CAD AUD NZD HKD SGD TWD KRW INR SEK NOK DKK PLN CZK HUF RON BGN TRY RUB " +
      "UAH BRL MXN ARS CLP COP PEN ZAR EGP NGN KES MAD ILS AED SAR QAR KWD THB MYR IDR PHP VND PKR BDT LKR"
    ).split(" "),
  ))();

/**
 * Finds rows that are cancelled, pending, failed or refunds, and amounts in several currencies, in the columns that
 * have no part of their own.
 */
export function checkCategories(facts: readonly ColumnFacts[], findings: FindingList): void {
  for (const one of facts) {
    if (one.column.type !== "string" && one.column.type !== "boolean") continue;
    if (one.keys.count > mostValues || one.keys.count === 0) continue;
    if (one.column.type === "boolean") checkFlags(one, findings);
    else if (isCurrency(one)) checkCurrencies(one, findings);
    else checkStates(one, findings);
  }
}

function isCurrency({ column, keys }: ColumnFacts): boolean {
  const plain = plainName(column.name);
  const labels = keys.labels.toArray().map((label) => String(label).trim().toUpperCase());
  return currencyWords.some((word) => holdsWord(plain, word)) || labels.every((label) => currencies.has(label));
}

function checkCurrencies({ column, keys }: ColumnFacts, findings: FindingList): void {
  if (keys.count < 2) return;
  const rows = new Int32Array(keys.count);
  for (const code of keys.codes) if (code >= 0) rows[code]!++;
  const usual = rows.indexOf(rows.reduce((most, count) => Math.max(most, count), 0));
  const labels = keys.labels.toArray().map(String);
  findings.addWhere(column.length, (row) => keys.codes[row]! >= 0 && keys.codes[row] !== usual, {
    severity: "warning",
    code: "mixed-currencies",
    column,
    finding: `amounts in several currencies, ${someOf(labels)} in column ${quoted(column)}, would be added up as one`,
    advice:
      "convert them first, or keep one: orders.where((row) => " +
      `${cellOf(column)} === ${JSON.stringify(labels[usual])})`,
  });
}

function checkStates({ column, keys }: ColumnFacts, findings: FindingList): void {
  const labels = keys.labels.toArray().map(String);
  const kindOf = labels.map((label) => states.find(({ words }) => words.test(plainName(label)))?.kind);
  for (const { kind } of states) {
    const named = labels.filter((_, code) => kindOf[code] === kind);
    if (named.length === 0) continue;
    const isThem =
      named.length === 1
        ? `${cellOf(column)} === ${JSON.stringify(named[0])}`
        : `${JSON.stringify(named)}.includes(${cellOf(column)})`;
    const what = `${someOf(named)} in column ${quoted(column)}`;
    addState({ column, kind, what, isThem }, (row) => kindOf[keys.codes[row]!] === kind, findings);
  }
  if (kindOf.some((kind) => kind !== undefined) || keys.count < 2) return;
  if (!statusWords.some((word) => holdsWord(plainName(column.name), word))) return;
  findings.add({
    severity: "note",
    code: "kinds-of-rows",
    column,
    finding: `column ${quoted(column)} tells rows apart: ${someOf(labels)}`,
    advice: `keep the rows that are purchases: orders.where((row) => ${cellOf(column)} === …)`,
  });
}

/** Columns of true and false that are called after a state, like `cancelled` or `is_refund`. */
function checkFlags({ column, keys }: ColumnFacts, findings: FindingList): void {
  const kind = states.find(({ words }) => words.test(plainName(column.name)))?.kind;
  if (kind === undefined) return;
  const { codes, labels } = keys;
  const what = `true in column ${quoted(column)}`;
  addState(
    { column, kind, what, isThem: cellOf(column) },
    (row) => codes[row]! >= 0 && labels.at(codes[row]!) === true,
    findings,
  );
}

/** Rows in a state, and how a program asks for it. */
interface RowState {
  readonly column: StoredColumn;
  readonly kind: StateKind;
  readonly what: string;
  readonly isThem: string;
}

function addState({ column, kind, what, isThem }: RowState, holds: (row: number) => boolean, findings: FindingList) {
  const { amounts } = findings;
  if (kind !== "refund") {
    findings.addWhere(column.length, holds, {
      severity: "warning",
      code: `${kind}-rows`,
      column,
      finding: `rows that are ${kind}: ${what}`,
      advice: `leave them out: orders.where((row) => !(${isThem}))`,
    });
    return;
  }
  // Refunds with negative amounts are netted as they are.
  findings.addWhere(column.length, (row) => holds(row) && !(amounts !== null && amounts[row]! <= 0), {
    severity: "warning",
    code: "positive-refunds",
    column,
    finding: `refunds that count as purchases, as their amounts are not negative: ${what}`,
    advice:
      `make their amounts negative: orders.withColumn("amount", (row) => (${isThem} ? -row.amount : row.amount)), ` +
      "or leave them out with where",
  });
}
