import * as v from "valibot";
import {
  finiteNumber,
  finiteNumbers,
  fitStatusWord,
  type ModelFormat,
  naturalNumber,
  showValue,
  squareMatrix,
} from "../../errors/index.js";
import { missingPolicies } from "../moments/missing-policy.js";
import type { PathStatistics } from "../moments/path-statistics.js";
import type { InformationCriteria } from "./information-criteria.js";
import type { ItemValues, PathModel } from "./path-model.js";
import { type ReliabilityMeasure, reliabilityMeasures } from "./path-parameters.js";
import type { PathSpecification } from "./path-specification.js";

const perhaps = () => v.nullable(finiteNumber());

/**
 * An object with any keys and values of one shape. Names of constructs and items are data: `constructor` and
 * `__proto__`, which valibot's own record skips, are names like any other.
 */
function isPlain(input: unknown): boolean {
  if (typeof input !== "object" || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

function named<Value>(shape: v.GenericSchema<unknown, Value>) {
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isPlain, "an object of named values"),
    v.rawTransform(({ dataset, addIssue, NEVER }): Readonly<Record<string, Value>> => {
      const entries: [string, Value][] = [];
      for (const [name, input] of Object.entries(dataset.value)) {
        const parsed = v.safeParse(shape, input);
        if (!parsed.success) {
          const issue = parsed.issues[0];
          addIssue({
            message: `${showValue(name)}: ${issue.message}`,
            expected: issue.expected ?? "otherwise",
            input: issue.input,
          });
          return NEVER;
        }
        entries.push([name, parsed.output]);
      }
      return Object.fromEntries(entries);
    }),
  );
}

const pathValues = () => v.array(v.object({ from: v.string(), to: v.string(), value: perhaps() }));
const itemValues = (): v.GenericSchema<unknown, ItemValues> => named(named(perhaps()));

const missingShape = () =>
  v.object({
    policy: v.picklist(missingPolicies),
    rows: naturalNumber(),
    used: naturalNumber(),
    dropped: naturalNumber(),
    zeroWeight: naturalNumber(),
    items: v.array(v.object({ item: v.string(), missing: naturalNumber() })),
    filled: naturalNumber(),
    emIterations: v.nullable(naturalNumber()),
  });

const statisticsShape = (): v.GenericSchema<unknown, PathStatistics> =>
  v.pipe(
    statisticsParts(),
    v.check(
      ({ items, means, covariance, minimum, maximum }) =>
        new Set(items).size === items.length &&
        [means, covariance, minimum, maximum].every(({ length }) => length === items.length),
      "statistics with one value for each item, no item twice",
    ),
  );

const statisticsParts = () =>
  v.object({
    kind: v.literal("path-statistics"),
    schema: v.literal(1),
    items: v.array(v.string()),
    respondents: naturalNumber(),
    effectiveRespondents: finiteNumber(),
    means: finiteNumbers(),
    covariance: squareMatrix(),
    minimum: finiteNumbers(),
    maximum: finiteNumbers(),
    missing: missingShape(),
  });

const specificationShape = (): v.GenericSchema<unknown, PathSpecification> =>
  v.object({
    constructs: v.array(
      v.object({
        name: v.string(),
        mode: v.picklist(["A", "B", "unit"]),
        items: v.array(v.string()),
        constructs: v.array(v.string()),
      }),
    ),
    paths: v.array(v.object({ from: v.string(), to: v.string() })),
    scheme: v.picklist(["path", "factorial", "centroid"]),
    consistent: v.boolean(),
    missing: v.picklist(missingPolicies),
    weights: v.nullable(v.string()),
    weightsGiven: v.boolean(),
    ranges: v.array(v.object({ item: v.string(), minimum: finiteNumber(), maximum: finiteNumber() })),
    tolerance: finiteNumber(),
    maxIterations: naturalNumber(),
    stopRule: v.picklist(["absolute", "squared"]),
    deviation: v.picklist(["sample", "population"]),
    fSquared: v.picklist(["refit", "fixed"]),
    missingValues: v.optional(v.array(v.union([v.string(), finiteNumber()]))),
    answerLabels: v.optional(named(finiteNumber())),
  });

const criteriaShape = (): v.GenericSchema<unknown, InformationCriteria> =>
  v.object({
    aic: perhaps(),
    aicCorrected: perhaps(),
    bic: perhaps(),
    hannanQuinn: perhaps(),
  });

const measuresShape = (): v.GenericSchema<unknown, Record<ReliabilityMeasure, number | null>> =>
  v.object(v.entriesFromList(reliabilityMeasures, perhaps()));

const pathModelParts = () =>
  v.object({
    kind: v.literal("path-model"),
    schema: v.literal(1),
    preset: v.nullable(
      v.object({ name: v.picklist(["acsi", "ecsi"]), complaintsMeasure: v.picklist(["incidence", "handling"]) }),
    ),
    status: fitStatusWord(),
    reason: v.nullable(v.string()),
    warnings: v.array(v.string()),
    iterations: naturalNumber(),
    specification: specificationShape(),
    statistics: statisticsShape(),
    constructs: v.array(v.string()),
    outerWeights: itemValues(),
    loadings: itemValues(),
    indexWeights: named(v.nullable(named(finiteNumber()))),
    deviations: named(finiteNumber()),
    indices: named(perhaps()),
    indexReasons: named(v.string()),
    indexSpreads: named(perhaps()),
    paths: pathValues(),
    rSquared: named(perhaps()),
    adjustedRSquared: named(perhaps()),
    totalEffects: pathValues(),
    indirectEffects: pathValues(),
    fSquared: pathValues(),
    vif: pathValues(),
    itemVif: itemValues(),
    informationCriteria: named(criteriaShape()),
    srmr: v.object({ saturated: perhaps(), estimated: perhaps() }),
    correlations: v.array(v.array(perhaps())),
    reliability: named(measuresShape()),
    htmt: v.array(v.object({ construct: v.string(), other: v.string(), absolute: perhaps(), signed: perhaps() })),
  });

/** The plain data of a path model. */
export const pathModelFormat: ModelFormat<PathModel> = {
  kind: "path-model",
  schema: 1,
  shape: () =>
    v.pipe(
      pathModelParts(),
      v.check(
        ({
          constructs,
          outerWeights,
          loadings,
          itemVif,
          reliability,
          correlations,
          specification: { paths, ...asked },
        }) =>
          correlations.length === constructs.length &&
          paths.every(({ from, to }) => [from, to].every((end) => asked.constructs.some(({ name }) => name === end))) &&
          constructs.every((name) =>
            [outerWeights, loadings, itemVif, reliability].every((part) => Object.hasOwn(part, name)),
          ),
        "weights, loadings, reliability and correlations of every construct, and paths between them",
      ),
      v.check(
        ({ specification, statistics: { items } }) =>
          specification.constructs.every((construct) => construct.items.every((item) => items.includes(item))),
        "statistics of every item of a construct",
      ),
      v.check(
        ({ specification, constructs }) =>
          specification.constructs.length === constructs.length &&
          specification.constructs.every((one, i) => {
            return one.name === constructs[i] && one.constructs.every((part) => constructs.includes(part));
          }),
        "the constructs of the specification, and none but these as parts",
      ),
    ),
};

/** The plain data of the statistics that a path model is fitted from. */
export const pathStatisticsFormat: ModelFormat<PathStatistics> = {
  kind: "path-statistics",
  schema: 1,
  shape: statisticsShape,
};
