import { evaluateClassifier } from "../../learning/index.js";
import { createTable, type Table } from "../../table/index.js";

/** The columns of the validation of `propensity`; a row for each product. */
export type PropensityValidationColumns = {
  product: string;
  /** Customers of the test who could get the product, and how many of them did. */
  cases: number;
  positives: number;
  /** Where there were too few cases to learn from, the probability is the rate of all. */
  basis: "model" | "rate";
  /** The chance that one who got it was ranked above one who did not; missing where all or none did. */
  auc: number;
  aucLower: number;
  aucUpper: number;
  /** How many times as many as on average got it in the best tenth. */
  lift: number;
  logLoss: number;
  /** Of saying the rate of the fit of everybody. */
  rateLogLoss: number;
  finding: string;
};

/** What became of the customers of a test. */
export interface TestedProduct {
  readonly product: string;
  readonly basis: "model" | "rate";
  readonly y: Float64Array;
  readonly probability: Float64Array;
  /** The rate that was known without a model, for each. */
  readonly rate: Float64Array;
}

const nearCertain = 1e-15;

/** How good probabilities of products were on customers that the models had not seen. */
export function validationTable(tested: readonly TestedProduct[], level: number): Table<PropensityValidationColumns> {
  const rows = tested.map(({ product, basis, y, probability, rate }) => {
    const positives = y.reduce((sum, yes) => sum + yes, 0);
    const header = { product, cases: y.length, positives, basis };
    if (positives === 0 || positives === y.length || Number.isNaN(probability[0]!)) {
      return {
        ...header,
        report: null,
        rateLogLoss: Number.NaN,
        finding: "not tested: all or none of the test got it",
      };
    }
    const report = evaluateClassifier(y, probability, { level });
    const rateLogLoss =
      y.reduce((sum, yes, i) => sum - Math.log(Math.max(nearCertain, yes === 1 ? rate[i]! : 1 - rate[i]!)), 0) /
      y.length;
    return { ...header, report, rateLogLoss, finding: findingOf(basis, report.aucInterval) };
  });
  const numbers = (of: (row: (typeof rows)[number]) => number | null | undefined): Float64Array =>
    Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  return createTable<PropensityValidationColumns>({
    product: rows.map(({ product }) => product),
    cases: numbers(({ cases }) => cases),
    positives: numbers(({ positives }) => positives),
    basis: rows.map(({ basis }) => basis),
    auc: numbers(({ report }) => report?.auc),
    aucLower: numbers(({ report }) => report?.aucInterval[0]),
    aucUpper: numbers(({ report }) => report?.aucInterval[1]),
    lift: numbers(({ report }) => report?.gains.column("lift").at(0)),
    logLoss: numbers(({ report }) => report?.logLoss),
    rateLogLoss: numbers(({ rateLogLoss }) => rateLogLoss),
    finding: rows.map(({ finding }) => finding),
  });
}

function findingOf(basis: "model" | "rate", [lower, upper]: readonly [number, number]): string {
  if (basis === "rate") return "too few cases to learn from: everybody has the rate of all";
  if (lower > 0.5) return "tells those who get it from the others";
  return upper < 0.5 ? "ranks the wrong way round" : "no better than by lot as far as can be told";
}
