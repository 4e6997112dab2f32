import { ClienteleError } from "../../errors/index.js";
import { numberSetting } from "../definition/settings.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { amountText } from "../definition/signal-words.js";

/** An account with less on it than the bill to expect, or with a bill that has not been paid. */
export const paymentRisk: SignalDefinition<"payment risk"> = {
  kind: "payment risk",
  meaning: "may not pay the next bill, or has not paid the last",
  action: "remind before the bill is due; agree on installments",
  table: "accounts",
  columns: ["customer"],
  span: "snapshot",
  statistical: false,
  settings: ["reserve"],
  detect(context) {
    const { data, table } = context;
    const reserve = numberSetting(context, "reserve", 0, { min: 0 });
    const billed = data.hasColumn(table, "balance") && data.hasColumn(table, "bill");
    const arrears = data.hasColumn(table, "arrears") ? data.numbers(table, "arrears") : null;
    if (!billed && arrears === null) refuseAccounts(context);
    const balance = billed ? data.numbers(table, "balance") : null;
    const bill = billed ? data.numbers(table, "bill") : null;
    const keys = data.keys(table, "customer");
    const days = data.hasColumn(table, "date") ? data.days(table, "date") : null;
    const rows = latestRows(context, days, keys.codes, keys.count);
    const found: FoundSignal[] = [];
    for (const row of rows) {
      const shortfall = balance === null ? Number.NaN : bill![row]! + reserve - balance[row]!;
      const owed = arrears?.[row] ?? Number.NaN;
      if (!(shortfall > 0) && !(owed > 0)) continue;
      found.push({
        customer: keys.labels.at(keys.codes[row]!)!,
        subject: null,
        since: days?.[row] ?? context.asOf,
        value: Math.max(Math.max(shortfall, 0), Math.max(owed, 0)),
        why: () => reasonOf(balance?.[row], bill?.[row], reserve, shortfall, owed),
      });
    }
    return { found };
  },
};

function refuseAccounts({ caller, signal, table }: DetectContext): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: "balance", value: "balance" },
    `signal "${signal}" needs the columns balance and bill, or arrears, of the table "${table}"`,
  );
}

function reasonOf(
  balance: number | undefined,
  bill: number | undefined,
  reserve: number,
  shortfall: number,
  owed: number,
): string {
  const kept = reserve > 0 ? ` and a reserve of ${amountText(reserve)}` : "";
  return [
    ...(shortfall > 0 ? [`balance ${amountText(balance!)}, bill to expect ${amountText(bill!)}${kept}`] : []),
    ...(owed > 0 ? [`${amountText(owed)} in arrears`] : []),
  ].join("; ");
}

/** Of each customer the row with the latest date up to today; without dates all rows. */
function latestRows(
  { data, table }: DetectContext,
  days: Float64Array | null,
  codes: Int32Array,
  count: number,
): number[] {
  if (days === null) return Array.from(codes.keys()).filter((row) => codes[row]! >= 0);
  const latest = new Int32Array(count).fill(-1);
  for (const row of data.pastRows(table, "date")) {
    const code = codes[row]!;
    if (code >= 0 && (latest[code]! < 0 || days[row]! >= days[latest[code]!]!)) latest[code] = row;
  }
  return [...latest].filter((row) => row >= 0);
}
