import { finiteOrNull } from "../../errors/index.js";
import { correlationRegression } from "../solver/correlation-regression.js";
import { assembleIndices } from "./assemble-indices.js";
import type { EstimateResult } from "./estimate-result.js";
import { fSquared } from "./f-squared.js";
import { type InformationCriteria, informationCriteria } from "./information-criteria.js";
import type { ReportedConstruct } from "./model-layout.js";
import { modelResidual } from "./model-residual.js";
import { parameterWriter } from "./parameter-writer.js";
import { type PathEstimator, solverOf } from "./path-estimator.js";
import { fitStatus, fitWarnings } from "./path-fit-status.js";
import type { ItemValues, PathModel, PathValue } from "./path-model.js";
import {
  type ParameterGroup,
  type ParameterList,
  type PathParameter,
  type ReliabilityMeasure,
  reliabilityMeasures,
} from "./path-parameters.js";
import { submatrix, varianceInflation } from "./variance-inflation.js";

/** An estimate with its numbers, in the order of their parameters. */
interface WrittenEstimate extends EstimateResult, Pick<ParameterList, "parameters" | "starts"> {
  readonly numbers: Float64Array;
}

/** Writes a finished estimate as plain data. */
export function assemblePathModel(result: EstimateResult): PathModel {
  const { estimator, outcome, reduced, ranges, preset } = result;
  const { layout, first, final } = estimator;
  const writer = parameterWriter(layout, ranges);
  const numbers = new Float64Array(writer.parameters.length);
  writer.write(estimator, reduced.moments, numbers);
  const written = { ...result, parameters: writer.parameters, starts: writer.starts, numbers };
  const { status, reason } = fitStatus(estimator, outcome);
  return {
    kind: "path-model",
    schema: 1,
    preset,
    status,
    reason,
    warnings: fitWarnings(result),
    iterations: (first?.state.iterations ?? 0) + final.state.iterations,
    specification: layout.specification,
    statistics: reduced.statistics,
    constructs: layout.reported.map(({ name }) => name),
    ...measurementPart(written),
    ...structuralPart(written),
    ...diagnosticPart(written),
  };
}

/** Weights, loadings and indices. */
function measurementPart(written: WrittenEstimate) {
  const { estimator, reduced, ranges } = written;
  const { statistics, moments } = reduced;
  const { items, specification } = estimator.layout;
  const { indexWeights, indexReasons } = assembleIndices(estimator, moments, ranges);
  const scale = specification.deviation === "population" ? 1 : statistics.respondents / (statistics.respondents - 1);
  return {
    outerWeights: byItem(written, "weight"),
    loadings: byItem(written, "loading"),
    indexWeights,
    deviations: record(items.map((item, i) => [item, Math.sqrt(moments.variances[i]! * scale)])),
    indices: byConstruct(written, "index"),
    indexReasons,
    indexSpreads: byConstruct(written, "indexSpread"),
  };
}

/** Paths and what they explain. */
function structuralPart(written: WrittenEstimate) {
  const { estimator, reduced } = written;
  const { specification } = estimator.layout;
  const effects = fSquared(estimator, reduced.moments.correlation);
  return {
    paths: pathValues(written, "path"),
    rSquared: byConstruct(written, "rSquared"),
    adjustedRSquared: record(
      group(written, "rSquared").map(({ first, value }) => {
        const antecedents = antecedentsOf(estimator, first).length;
        return [first, adjusted(value, antecedents, reduced.statistics.respondents)];
      }),
    ),
    totalEffects: pathValues(written, "totalEffect"),
    indirectEffects: pathValues(written, "indirectEffect"),
    fSquared: specification.paths.map((path, p) => ({ ...path, value: finiteOrNull(effects[p]!) })),
  };
}

/** Collinearity, fit, reliability and distinctness. */
function diagnosticPart(written: WrittenEstimate) {
  const { estimator, starts, numbers } = written;
  const { layout, final } = estimator;
  const { reported } = layout;
  return {
    vif: antecedentVif(estimator),
    itemVif: record(reported.map((construct) => [construct.name, record(itemVif(estimator, construct))])),
    informationCriteria: record(
      group(written, "rSquared").map(({ first }) => [first, criteriaOf(written, first)] as const),
    ),
    srmr: modelResidual(estimator.matrix(), final.plan, final.state),
    correlations: scoreCorrelations(estimator),
    reliability: record(reported.map(({ name }, r) => [name, measuresOf(written, r)])),
    htmt: group(written, "htmtAbsolute").map(({ first, second, value }, i) => ({
      construct: first,
      other: second,
      absolute: value,
      signed: finiteOrNull(numbers[starts.htmtSigned + i]!),
    })),
  };
}

interface LabeledNumber extends Pick<PathParameter, "first" | "second"> {
  readonly value: number | null;
}

/** The numbers of one group with their labels. */
function group({ parameters, starts, numbers }: WrittenEstimate, name: ParameterGroup): LabeledNumber[] {
  const labeled: LabeledNumber[] = [];
  for (let at = starts[name]; at < parameters.length && parameters[at]!.group === name; at++) {
    const { first, second } = parameters[at]!;
    labeled.push({ first, second, value: finiteOrNull(numbers[at]!) });
  }
  return labeled;
}

function pathValues(written: WrittenEstimate, name: ParameterGroup): PathValue[] {
  return group(written, name).map(({ first, second, value }) => ({ from: first, to: second, value }));
}

function byConstruct(written: WrittenEstimate, name: ParameterGroup): Record<string, number | null> {
  return record(group(written, name).map(({ first, value }) => [first, value]));
}

function byItem({ estimator, starts, numbers }: WrittenEstimate, group: "weight" | "loading"): ItemValues {
  let at = starts[group];
  return record(
    estimator.layout.reported.map(({ name, parts }) => [
      name,
      record(parts.map((item) => [item, finiteOrNull(numbers[at++]!)])),
    ]),
  );
}

function measuresOf(
  { starts, numbers }: WrittenEstimate,
  construct: number,
): Record<ReliabilityMeasure, number | null> {
  const start = starts.reliability + construct * reliabilityMeasures.length;
  return Object.fromEntries(
    reliabilityMeasures.map((measure, m) => [measure, finiteOrNull(numbers[start + m]!)]),
  ) as Record<ReliabilityMeasure, number | null>;
}

/** An object of those entries, whatever the names: `__proto__` is a name like any other. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries);
}

/** The constructs that lead to one, by place in the final stage. */
function antecedentsOf({ layout, final }: PathEstimator, construct: string): number[] {
  const { antecedents, antecedentStart } = final.plan;
  const place = layout.finalNames.indexOf(construct);
  return Array.from(antecedents.subarray(antecedentStart[place]!, antecedentStart[place + 1]!));
}

/** From the correlations of the scores, uncorrected also under `consistent`, as seminr does. */
function criteriaOf({ estimator, reduced }: WrittenEstimate, construct: string): InformationCriteria {
  const { layout, final } = estimator;
  const antecedents = antecedentsOf(estimator, construct);
  const place = layout.finalNames.indexOf(construct);
  const { rSquared } = correlationRegression(final.state.correlations, final.plan.constructs, place, antecedents);
  return informationCriteria(rSquared, antecedents.length, reduced.statistics.respondents);
}

function adjusted(rSquared: number | null, antecedents: number, respondents: number): number | null {
  if (rSquared === null || respondents - antecedents - 1 <= 0) return null;
  return 1 - ((1 - rSquared) * (respondents - 1)) / (respondents - antecedents - 1);
}

function antecedentVif(estimator: PathEstimator): PathValue[] {
  const { plan, state } = estimator.final;
  const { finalNames } = estimator.layout;
  const factors = plan.paths.map(() => Number.NaN);
  for (let j = 0; j < plan.constructs; j++) {
    const [from, to] = [plan.antecedentStart[j]!, plan.antecedentStart[j + 1]!];
    const own = varianceInflation(
      submatrix(state.correlations, plan.constructs, plan.antecedents.subarray(from, to)),
      to - from,
    );
    for (let a = from; a < to; a++) factors[plan.antecedentPath[a]!] = own[a - from]!;
  }
  return plan.paths.map(({ from, to }, p) => ({
    from: finalNames[from]!,
    to: finalNames[to]!,
    value: finiteOrNull(factors[p]!),
  }));
}

function itemVif(estimator: PathEstimator, { stage, place, parts }: ReportedConstruct): [string, number | null][] {
  const { plan } = solverOf(estimator, stage);
  const rows = plan.slotItem.subarray(plan.start[place]!, plan.start[place + 1]!);
  const factors = varianceInflation(submatrix(estimator.matrix(), estimator.final.plan.items, rows), rows.length);
  return parts.map((item, i) => [item, finiteOrNull(factors[i]!)]);
}

/** Correlations of all scores, lower-order constructs included, from the weights and the matrix of the final stage. */
function scoreCorrelations(estimator: PathEstimator): (number | null)[][] {
  const { layout, final } = estimator;
  const { reported } = layout;
  const order = final.plan.items;
  const matrix = estimator.matrix();
  const scores = reported.map((construct) => {
    const { plan, state } = solverOf(estimator, construct.stage);
    const weights = new Float64Array(order);
    for (let slot = plan.start[construct.place]!; slot < plan.start[construct.place + 1]!; slot++) {
      weights[plan.slotItem[slot]!] = state.weights[slot]!;
    }
    return weights;
  });
  return scores.map((a, one) =>
    scores.map((b, two) => {
      let sum = 0;
      for (let i = 0; i < order; i++) {
        if (a[i] === 0) continue;
        for (let j = 0; j < order; j++) sum += a[i]! * b[j]! * matrix[i * order + j]!;
      }
      return one === two && !Number.isNaN(sum) ? 1 : finiteOrNull(sum);
    }),
  );
}
