import { beforeAll, expect, it } from "vitest";
import { baselineHazard, fitCox, kaplanMeier, logRank, testProportionalHazards } from "../../src/survival/index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows } from "../shared-data.js";
import { readTelco, type Telco } from "./telco.js";

const rows = referenceRows("segmentation-churn-baskets.json").filter((row) => row.topic === "survival");
let telco: Telco;

/** Each kind of reference row, and the call that has to give its value. The first that fits is used. */
const computations: readonly [RegExp, (row: ReferenceRow, found: RegExpExecArray) => unknown][] = [
  [/^KM S\((\d+)\), lower, upper$/, (_, [, time]) => stepAt(Number(time), "log-log", ["survival", "lower", "upper"])],
  [
    /^KM t=(\d+): n\.risk, S, Greenwood se, 95% log-CI/,
    (_, [, time]) => stepAt(Number(time), "log", ["atRisk", "survival", "standardError", "lower", "upper"]),
  ],
  [/^median survival$/, () => curve().median ?? "inf"],
  [/^restricted mean to 72, se$/, () => meanAndError(72)],
  [
    /^S\(12\),S\(24\),S\(48\) month-to-month \/ one year \/ two year$/,
    () => contracts.map((contract) => [12, 24, 48].map((time) => byContract().survivalAt(time, contract))),
  ],
  [
    /^median month-to-month; 25% quantile month-to-month; 25% one-year$/,
    () => [
      byContract().quantile(0.5, contracts[0]),
      byContract().quantile(0.25, contracts[0]),
      byContract().quantile(0.25, contracts[1]),
    ],
  ],
  [
    /^log-rank chi2 Contract \(2 df\), SeniorCitizen \(1 df\)$/,
    () =>
      ["Contract", "SeniorCitizen"].map(
        (column) => logRank(telco.tenure, telco.churned, telco.customers.column(column)).chiSquare,
      ),
  ],
  [/^coef, se (\w+)$/, (_, [, name]) => coefficientAndError(name!)],
  [/^log-likelihood, concordance$/, () => [cox().logLikelihood, cox().concordance]],
  [/^loglik null, model; concordance$/, () => [cox().nullLogLikelihood, cox().logLikelihood, cox().concordance]],
  [
    /^loglik null, model; coef MonthlyCharges, TwoYear$/,
    () => {
      const { nullLogLikelihood, logLikelihood, coefficients, names } = cox("breslow");
      return [
        nullLogLikelihood,
        logLikelihood,
        coefficients[names.indexOf("MonthlyCharges")],
        coefficients[names.indexOf("TwoYear")],
      ];
    },
  ],
  [
    /^cumulative baseline hazard t=1,12,24,72$/,
    () => {
      const { time, cumulativeHazard } = baselineHazard(cox()).toColumns();
      return [1, 12, 24, 72].map((t) => cumulativeHazard[time.indexOf(t)]);
    },
  ],
  [
    /^PH global test chi2 \(10 df\), MonthlyCharges chi2$/,
    () => {
      const { features, durations, events } = telco.cox;
      const test = testProportionalHazards(cox(), features, durations, events);
      return [test.global?.chiSquare, test.column("chiSquare").at(0)];
    },
  ],
];

const contracts = ["Month-to-month", "One year", "Two year"];
const curve = (interval: "log-log" | "log" = "log-log") => kaplanMeier(telco.tenure, telco.churned, { interval });
const byContract = () => kaplanMeier(telco.tenure, telco.churned, { groups: telco.customers.column("Contract") });

function stepAt(
  time: number,
  interval: "log-log" | "log",
  columns: readonly ("atRisk" | "survival" | "standardError" | "lower" | "upper")[],
) {
  const row = curve(interval)
    .table.toRows()
    .find((step) => step.time === time);
  return columns.map((column) => row?.[column]);
}

function meanAndError(horizon: number): number[] {
  const { mean, standardError } = curve().restrictedMean(horizon);
  return [mean, standardError];
}

function cox(ties: "efron" | "breslow" = "efron") {
  const { features, durations, events } = telco.cox;
  return fitCox(features, durations, events, { ties });
}

function coefficientAndError(name: string): unknown[] {
  const { names, coefficients, standardErrors } = cox();
  const at = names.indexOf(name);
  return [coefficients[at], standardErrors[at]];
}

describeWithSharedData("survival of the telco customers", () => {
  beforeAll(async () => {
    telco = await readTelco();
  });

  it.each(rows.map((row) => [`${row.quantity} (${row.source})`, row] as const))("%s", (_, row) => {
    const fitting = computations.find(([pattern]) => pattern.test(row.quantity));
    expect(fitting, "every reference row is computed").toBeDefined();
    const [pattern, compute] = fitting!;
    expectWithin(compute(row, pattern.exec(row.quantity)!), row.value, row.tolerance ?? 0);
  });
});

function expectWithin(actual: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length);
    for (let i = 0; i < expected.length; i++) expectWithin((actual as unknown[])[i], expected[i], tolerance);
  } else if (typeof expected === "number") {
    expect(actual).toBeTypeOf("number");
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(tolerance);
  } else expect(actual).toBe(expected);
}
