import { fileURLToPath } from "node:url";
import { type Chart, type Locale, plot } from "../../src/charts/index.js";
import {
  analyzePareto,
  cohorts,
  customerLifetimeValue,
  fitGammaGamma,
  fitParetoNbd,
  scoreRfm,
  summarizeCustomers,
} from "../../src/index.js";
import { readCsvFile } from "../../src/node/index.js";

/** A picture of a README, by the name of its file. */
export interface Picture {
  readonly name: string;
  readonly chart: Chart;
}

const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;

/** The pictures of the READMEs in English and in Chinese, light, and dark on a screen that prefers it. */
export async function pictures(): Promise<readonly Picture[]> {
  const orders = await readCsvFile(fileURLToPath(new URL("../../examples/data/orders.csv", import.meta.url)));
  const customers = summarizeCustomers(orders, { ...columns, unit: "week" });
  const value = customerLifetimeValue(fitParetoNbd(customers), fitGammaGamma(customers), customers, {
    horizon: 52,
    discountRate: { annual: 0.1 },
    margin: 0.3,
  });
  const shown: readonly [name: string, result: unknown, kind?: string][] = [
    ["segments", scoreRfm(customers), "tree-map"],
    ["concentration", analyzePareto(customers, { value: "revenue" })],
    ["value", value],
    ["retention", cohorts(orders, { ...columns, by: "quarter" })],
  ];
  const draw = (locale: Locale) =>
    shown.map(([name, result, kind]) => ({
      name: locale === "en" ? name : `${name}-zh`,
      chart: plot(result, { locale, theme: "auto", width: 560, ...(kind === undefined ? {} : { kind }) }),
    }));
  return [...draw("en"), ...draw("zh")];
}
