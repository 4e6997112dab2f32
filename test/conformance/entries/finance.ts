import { paybackTime, presentValue, type TableInput, table } from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

const cashFlows = () => ({ amount: [-20, 35, 40.5, 0, 12, 60, 60, 33.25] });

const amounts = (input: object, nameOf: NameOf) =>
  table(input as TableInput)
    .column(nameOf("amount"))
    .toArray() as number[];

export const financeEntries: readonly ConformanceEntry[] = [
  {
    name: "presentValue",
    input: cashFlows,
    run: (input, nameOf) =>
      presentValue(amounts(input, nameOf), { discountRate: { annual: 0.08 }, unit: "month", timing: "mid" }),
    shuffle: "payments come one after the other",
    rescale: [{ column: "amount", factor: 3, expect: (value: number, factor) => value * factor, tolerance: 1e-12 }],
    numeric: ["amount"],
  },
  {
    name: "paybackTime",
    input: cashFlows,
    run: (input, nameOf) => {
      const { balances, ...payback } = paybackTime(amounts(input, nameOf), {
        investment: 100,
        discountRate: { perUnit: 0.01 },
      });
      return { ...payback, balances: [...balances] };
    },
    shuffle: "payments come one after the other",
    numeric: ["amount"],
  },
];
