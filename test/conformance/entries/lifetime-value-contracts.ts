import {
  compareRetentionCurves,
  discountedLifetime,
  fitBetaDiscreteWeibull,
  fitRetentionCurve,
  fitShiftedBetaGeometric,
  retentionRates,
  retentionTable,
  survivalCurve,
  type TableInput,
  table,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

const cohort = () => ({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491] });

const survivorsOf = (input: object, nameOf: NameOf) =>
  table(input as TableInput)
    .column(nameOf("survivors"))
    .toArray() as number[];

const curveOf = (model: ReturnType<typeof fitShiftedBetaGeometric | typeof fitBetaDiscreteWeibull>) => ({
  survival: [...survivalCurve(model, 12)],
  retention: [...retentionRates(model, 12)],
  lifetime: discountedLifetime(model, { discountRate: { annual: 0.1 }, renewals: 2 }),
});

const inOrderOfTime = "survivors are counted one renewal after the other";

/** As many cohorts of the same kind: the same estimates, more certain. */
const moreCohorts = (
  { estimate, logLikelihood, curve }: { estimate: number[]; logLikelihood: number; curve: object },
  factor: number,
) => ({ estimate, logLikelihood: logLikelihood * factor, curve });

/** A fit of one cohort by likelihood. */
function cohortModelEntry<Model extends Parameters<typeof curveOf>[0] & { parameters: object; logLikelihood: number }>(
  name: string,
  fitCohorts: (cohorts: { survivors: ReturnType<typeof survivorsOf>; unit: "year" }) => Model,
  tolerance: number,
): ConformanceEntry {
  const fitted = (input: object, nameOf: NameOf) => fitCohorts({ survivors: survivorsOf(input, nameOf), unit: "year" });
  return {
    name,
    input: cohort,
    run: (input, nameOf) => {
      const model = fitted(input, nameOf);
      return { estimate: Object.values(model.parameters), logLikelihood: model.logLikelihood, curve: curveOf(model) };
    },
    model: fitted,
    apply: (model) => curveOf(model as Model),
    shuffle: inOrderOfTime,
    rescale: [{ column: "survivors", factor: 3, expect: moreCohorts, tolerance }],
    numeric: ["survivors"],
  };
}

export const contractEntries: readonly ConformanceEntry[] = [
  cohortModelEntry("fitShiftedBetaGeometric", fitShiftedBetaGeometric, 1e-7),
  cohortModelEntry("fitBetaDiscreteWeibull", fitBetaDiscreteWeibull, 1e-5),
  {
    name: "fitRetentionCurve",
    input: cohort,
    run: (input, nameOf) => {
      const { customers: _, ...curve } = fitRetentionCurve({ survivors: survivorsOf(input, nameOf), shape: "power" });
      return curve;
    },
    model: (input, nameOf) => fitRetentionCurve({ survivors: survivorsOf(input, nameOf), shape: "quadratic" }),
    apply: (model) => [...survivalCurve(model as ReturnType<typeof fitRetentionCurve>, 12)],
    shuffle: inOrderOfTime,
    rescale: [{ column: "survivors", factor: 3, expect: (curve: object) => curve, tolerance: 1e-12 }],
    numeric: ["survivors"],
  },
  {
    name: "retentionTable",
    input: cohort,
    run: (input, nameOf) => retentionTable({ survivors: survivorsOf(input, nameOf) }).toRows(),
    shuffle: inOrderOfTime,
    numeric: ["survivors"],
  },
  {
    name: "compareRetentionCurves",
    input: cohort,
    run: (input, nameOf) => compareRetentionCurves({ survivors: survivorsOf(input, nameOf), holdout: 2 }).toRows(),
    shuffle: inOrderOfTime,
    numeric: ["survivors"],
  },
];
