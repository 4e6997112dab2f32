import {
  ClienteleError,
  counted,
  knownOptions,
  numberOption,
  requireColumnName,
  requireFreeNames,
} from "../../errors/index.js";
import { quantile, sum } from "../../numeric/index.js";
import {
  type Columns,
  createTable,
  keyColumn,
  type Present,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
} from "../../table/index.js";
import { customerIds } from "../classification/customer-ids.js";
import { showFigure } from "../classification/show-figure.js";
import { readWallet, type Wallet } from "./wallet.js";

/** Options of {@link walletShare}. */
export interface WalletShareOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** What customers spend with us. */
  readonly ours: string;
  /** What they spend altogether; missing where it is not known. */
  readonly total: string;
  /**
   * Estimates totals that are missing: the stated quantile [0.9] of the totals known of customers with the same value
   * in the column `by`, or our part where that is larger [no estimate].
   */
  readonly estimate?: { readonly by: string; readonly quantile?: number | undefined } | undefined;
}

/** The columns that {@link walletShare} adds to `customer`, `ours` and `total` under their own names. */
export type WalletShareColumns = {
  customer: Present<number | string | boolean>;
  /** Whether the total is an estimate. */
  estimated: Present<boolean>;
  /** 0..1, ours ÷ total; missing where the total is not known or nothing is spent. */
  share: number;
  /** total − ours. */
  headroom: number;
  reason: Present<string>;
};

/** What a {@link WalletShares} table says about itself. */
export interface WalletShareAttributes {
  /** Σ ours ÷ Σ total over the customers whose share is known; null where there is none. */
  readonly totalShare: number | null;
  /** Σ (total − ours) over the customers whose total is known. */
  readonly totalHeadroom: number;
  readonly warnings: readonly string[];
}

/** One row a customer, in the order given. */
export type WalletShares = Table<Columns & WalletShareColumns, WalletShareAttributes>;

/**
 * How much of their wallet is ours? Share and headroom of every customer, and of all together.
 *
 * Where the total is missing there is no share, or an estimate if asked for: a high quantile of what customers of the
 * same group spend, the "realistic wallet" of Rosset et al. (2005), Wallet Estimation Models; `estimated` and `reason`
 * say which.
 *
 * @param table - one row a customer
 * @returns `customer`, the two columns, `estimated`, `share`, `headroom`, `reason`; `.totalShare`, `.totalHeadroom`,
 * `.warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `out-of-range` (a
 * negative amount), `inconsistent-row` (ours above the total), `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const wallets = walletShare({ ours: [300, 500, 100], total: [1000, 500, 400] }, { ours: "ours", total: "total" });
 * wallets.column("share").toArray(); // [0.3, 1, 0.25]
 * wallets.totalShare; // 0.47368421052631576
 * ```
 */
export function walletShare(table: TableInput, options: WalletShareOptions): WalletShares {
  const caller = "walletShare";
  knownOptions(caller, options, ["customer", "ours", "total", "estimate"]);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const wallet = readWallet(caller, input, options);
  const { ours, total } = wallet;
  requireFreeNames(caller, [ours.name, total.name], ["customer", "estimated", "share", "headroom", "reason"]);
  if (ours.name === total.name) {
    throw new ClienteleError("duplicate-column", { function: caller, column: ours.name }, "is both ours and the total");
  }
  const { totals, basis, texts } = estimatedTotals(caller, input, wallet, options.estimate);
  const share = totals.map((whole, row) => (whole > 0 ? ours.values[row]! / whole : Number.NaN));
  const headroom = totals.map((whole, row) => whole - ours.values[row]!);
  const reasons = [...texts, `${ours.name} is missing`, "nothing is spent, so there is no share"];
  const codes = basis.map((code, row) => {
    if (Number.isNaN(ours.values[row]!)) return texts.length;
    return totals[row] === 0 ? texts.length + 1 : code;
  });
  const known = (values: Float64Array): number => sum(values.map((value, row) => (share[row]! >= 0 ? value : 0)));
  const whole = known(totals);
  return createTable<Columns & WalletShareColumns, WalletShareAttributes>(
    [
      ["customer", customers.ids],
      [ours.name, ours.values],
      [total.name, totals],
      ["estimated", Array.from(basis, (code) => code > 1)],
      ["share", share],
      ["headroom", headroom],
      ["reason", textColumnOf("reason", codes, reasons)],
    ],
    {
      totalShare: whole > 0 ? known(ours.values) / whole : null,
      totalHeadroom: known(headroom),
      warnings: Object.freeze([...customers.warnings, ...walletWarnings(share, basis, totals)]),
    },
  );
}

interface EstimatedTotals {
  readonly totals: Float64Array;
  /** 0 given, 1 not known, above that estimated. */
  readonly basis: Int32Array;
  readonly texts: readonly string[];
}

function estimatedTotals(
  caller: string,
  table: Table,
  { ours, total }: Wallet,
  estimate: WalletShareOptions["estimate"],
): EstimatedTotals {
  const given = [`${ours.name} ÷ ${total.name}`, `${total.name} is missing`];
  const basis = Int32Array.from(total.values, (value) => (Number.isNaN(value) ? 1 : 0));
  if (estimate === undefined) return { totals: total.values, basis, texts: given };
  knownOptions(caller, estimate, ["by", "quantile"]);
  const level = numberOption(caller, "quantile", estimate.quantile ?? 0.9, { min: 0, max: 1 });
  const by = requireColumnName(caller, "by", estimate.by);
  const groups = keyColumn(caller, table, by, { missing: "keep" });
  const wallets: number[][] = Array.from({ length: groups.count }, () => []);
  groups.codes.forEach((group, row) => {
    if (group >= 0 && basis[row] === 0) wallets[group]!.push(total.values[row]!);
  });
  const typical = wallets.map((known) => (known.length === 0 ? Number.NaN : quantile(known, level)));
  const texts = [
    ...given,
    ...typical.flatMap((wallet, group) => [
      `${total.name} is an estimate: ${showFigure(wallet)}, the ${showFigure(level)} quantile of ` +
        `${counted(wallets[group]!.length, "customer")} with ${by} ${groups.labels.at(group)}`,
      `${total.name} is an estimate: at least ${ours.name}, which is above the ${showFigure(level)} quantile of ` +
        `customers with ${by} ${groups.labels.at(group)}`,
    ]),
  ];
  const totals = total.values.slice();
  groups.codes.forEach((group, row) => {
    if (basis[row] === 0 || group < 0 || Number.isNaN(typical[group]!)) return;
    const above = ours.values[row]! > typical[group]!;
    totals[row] = above ? ours.values[row]! : typical[group]!;
    basis[row] = 2 + 2 * group + (above ? 1 : 0);
  });
  return { totals, basis, texts: distinctTexts(texts) };
}

/** Texts made distinct, since groups such as 1 and "1" read alike. */
function distinctTexts(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text} (${times})`;
  });
}

function walletWarnings(share: Float64Array, basis: Int32Array, totals: Float64Array): string[] {
  let unknown = 0;
  let estimated = 0;
  for (let row = 0; row < share.length; row++) {
    if (Number.isNaN(share[row]!) && totals[row] !== 0) unknown++;
    if (basis[row]! > 1) estimated++;
  }
  const are = (count: number): string => counted(count, "customer has", "customers have");
  return [
    ...(estimated === 0 ? [] : [`${are(estimated)} a total that is an estimate, not a fact`]),
    ...(unknown === 0 ? [] : [`${are(unknown)} no share, because an amount is missing; they are not in totalShare`]),
  ];
}
