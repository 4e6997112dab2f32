import { showDay } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { amountText, daysText } from "../definition/signal-words.js";

/** A contract that ends within the next days and is not followed by another of the same product. */
export const contractEnd: SignalDefinition<"contract end"> = {
  kind: "contract end",
  meaning: "has a contract that ends soon",
  action: "talk about the renewal before rivals do",
  table: "contracts",
  columns: ["customer", "end"],
  span: "episode",
  statistical: false,
  settings: ["days"],
  detect(context) {
    const { data, table, asOf } = context;
    const ahead = numberSetting(context, "days", 60, { min: 0, max: 3660, integer: true });
    const keys = data.keys(table, "customer");
    const ends = data.days(table, "end");
    const products = data.hasColumn(table, "product") ? data.texts(table, "product") : null;
    const values = data.hasColumn(table, "value") ? data.numbers(table, "value") : null;
    const found: FoundSignal[] = [];
    for (const row of lastEnds(keys.codes, products, ends)) {
      const end = ends[row]!;
      if (!(end >= asOf && end - asOf <= ahead)) continue;
      const product = products?.[row] ?? null;
      const value = values?.[row] ?? Number.NaN;
      found.push({
        customer: keys.labels.at(keys.codes[row]!)!,
        subject: product,
        since: end - ahead,
        noticed: asOf,
        ...(Number.isNaN(value) ? {} : { value }),
        why: () =>
          `${product === null ? "the contract" : product} ends on ${showDay(end)}, in ${daysText(end - asOf)}` +
          (Number.isNaN(value) ? "" : `; worth ${amountText(value)}`),
      });
    }
    return { found };
  },
};

/** The rows of the contracts that end last, of each customer and product; those without an end go on. */
function lastEnds(codes: Int32Array, products: readonly (string | null)[] | null, ends: Float64Array): number[] {
  const last = new Map<string, number>();
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue;
    const key = JSON.stringify([codes[row], products?.[row] ?? null]);
    const known = last.get(key);
    const later = known === undefined || Number.isNaN(ends[row]!) || ends[row]! > ends[known]!;
    if (later) last.set(key, row);
  }
  return [...last.values()];
}
