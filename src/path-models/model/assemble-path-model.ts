import { explainedVariance } from "../solver/explained-variance.js";
import { isNegative } from "./construct-index.js";
import type { EstimateResult } from "./estimate-result.js";
import { fSquared } from "./f-squared.js";
import { informationCriteria } from "./information-criteria.js";
import { modelResidual } from "./model-residual.js";
import { type PathEstimator, planOf } from "./path-estimator.js";
import { fitStatus, fitWarnings } from "./path-fit-status.js";
import type { ItemValues, PathModel, PathValue } from "./path-model.js";
import {
  indexItems,
  indexPartsOf,
  type ParameterGroup,
  type PathParameter,
  parameterWriter,
  type ReliabilityMeasure,
  reliabilityMeasures,
} from "./path-parameters.js";
import { submatrix, varianceInflation } from "./variance-inflation.js";

/** Writes a finished estimate as plain data. */
export function assemblePathModel(finished: EstimateResult): PathModel {
  const { estimator, outcome, reduced, ranges, preset } = finished;
  const { compiled, final } = estimator;
  const { statistics, moments } = reduced;
  const { specification, reported, finalNames } = compiled;
  const writer = parameterWriter(compiled, ranges);
  const row = new Float64Array(writer.parameters.length);
  writer.write(estimator, moments, row);
  const { starts, parameters } = writer;
  const group = (name: ParameterGroup, next: ParameterGroup): Labeled[] =>
    parameters.slice(starts[name], starts[next]).map((parameter, i) => [parameter, known(row[starts[name] + i]!)]);
  const pathValues = (name: ParameterGroup, next: ParameterGroup): PathValue[] =>
    group(name, next).map(([{ first, second }, value]) => ({ from: first, to: second, value }));
  const byItem = (start: number): ItemValues => {
    let at = start;
    return record(reported.map(({ name, parts }) => [name, record(parts.map((item) => [item, known(row[at++]!)]))]));
  };
  const rSquared = group("rSquared", "totalEffect").map(([{ first }, value]) => [first, value] as const);
  const place = (name: string): number => finalNames.indexOf(name);
  const antecedents = (name: string): number[] =>
    Array.from(
      final.plan.antecedents.subarray(
        final.plan.antecedentStart[place(name)]!,
        final.plan.antecedentStart[place(name) + 1]!,
      ),
    );
  const effects = fSquared(estimator, moments.correlation);
  const { indices, indexReasons, indexWeights } = assembleIndices(finished, row.subarray(starts.index));
  const { status, reason } = fitStatus(estimator, outcome);
  const scale = specification.deviation === "population" ? 1 : statistics.respondents / (statistics.respondents - 1);
  return {
    kind: "path-model",
    schema: 1,
    preset,
    status,
    reason,
    warnings: fitWarnings(finished),
    iterations: (estimator.first?.state.iterations ?? 0) + final.state.iterations,
    specification,
    statistics,
    constructs: reported.map(({ name }) => name),
    outerWeights: byItem(starts.weight),
    loadings: byItem(starts.loading),
    indexWeights,
    deviations: record(compiled.items.map((item, i) => [item, Math.sqrt(moments.variances[i]! * scale)])),
    indices,
    indexReasons,
    indexSpreads: record(reported.map(({ name }, r) => [name, known(row[starts.indexSpread + r]!)])),
    paths: pathValues("path", "rSquared"),
    rSquared: record(rSquared),
    adjustedRSquared: record(
      rSquared.map(([name, value]) => [name, adjusted(value, antecedents(name).length, statistics.respondents)]),
    ),
    totalEffects: pathValues("totalEffect", "indirectEffect"),
    indirectEffects: pathValues("indirectEffect", "index"),
    fSquared: specification.paths.map((path, p) => ({ ...path, value: known(effects[p]!) })),
    vif: antecedentVif(estimator),
    itemVif: record(reported.map((construct) => [construct.name, record(itemVif(estimator, construct))])),
    informationCriteria: record(
      rSquared.map(([name]) => {
        // From the scores as they are: under `consistent` as well, as seminr does.
        const explained = explainedVariance(
          final.state.correlations,
          finalNames.length,
          place(name),
          antecedents(name),
        );
        return [name, informationCriteria(explained, antecedents(name).length, statistics.respondents)];
      }),
    ),
    srmr: modelResidual(estimator.matrix(), final.plan, final.state),
    correlations: scoreCorrelations(estimator),
    reliability: record(reported.map(({ name }, r) => [name, measuresAt(row, starts.reliability, r)])),
    htmt: group("htmtAbsolute", "htmtSigned").map(([{ first, second }, absolute], i) => ({
      construct: first,
      other: second,
      absolute,
      signed: known(row[starts.htmtSigned + i]!),
    })),
  };
}

type Labeled = readonly [PathParameter, number | null];

function measuresAt(row: Float64Array, start: number, construct: number): Record<ReliabilityMeasure, number | null> {
  const from = start + construct * reliabilityMeasures.length;
  return Object.fromEntries(reliabilityMeasures.map((measure, m) => [measure, known(row[from + m]!)])) as Record<
    ReliabilityMeasure,
    number | null
  >;
}

/** An object of those entries, whatever the names: `__proto__` is a name like any other. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries);
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function adjusted(rSquared: number | null, antecedents: number, respondents: number): number | null {
  if (rSquared === null || respondents - antecedents - 1 <= 0) return null;
  return 1 - ((1 - rSquared) * (respondents - 1)) / (respondents - antecedents - 1);
}

function antecedentVif(estimator: PathEstimator): PathValue[] {
  const { plan, state } = estimator.final;
  const { finalNames } = estimator.compiled;
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
    value: known(factors[p]!),
  }));
}

function itemVif(
  estimator: PathEstimator,
  construct: PathEstimator["compiled"]["reported"][number],
): [string, number | null][] {
  const { plan } = planOf(estimator, construct);
  const rows = plan.slotItem.subarray(plan.start[construct.place]!, plan.start[construct.place + 1]!);
  const factors = varianceInflation(submatrix(estimator.matrix(), estimator.final.plan.items, rows), rows.length);
  return construct.parts.map((item, i) => [item, known(factors[i]!)]);
}

/** Correlations of all scores, lower-order constructs included, from the weights and the matrix of the final stage. */
function scoreCorrelations(estimator: PathEstimator): (number | null)[][] {
  const { compiled, final } = estimator;
  const { reported } = compiled;
  const order = final.plan.items;
  const matrix = estimator.matrix();
  const scores = reported.map((construct) => {
    const { plan, state } = planOf(estimator, construct);
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
      return one === two && !Number.isNaN(sum) ? 1 : known(sum);
    }),
  );
}

interface AssembledIndices {
  readonly indices: Record<string, number | null>;
  readonly indexReasons: Record<string, string>;
  readonly indexWeights: Record<string, Record<string, number> | null>;
}

function assembleIndices({ estimator, reduced, ranges }: EstimateResult, values: Float64Array): AssembledIndices {
  const { reported, items } = estimator.compiled;
  const slots = indexItems(estimator.compiled);
  const indices: [string, number | null][] = [];
  const reasons: [string, string][] = [];
  const weights: [string, Record<string, number> | null][] = [];
  reported.forEach(({ name }, r) => {
    const parts = indexPartsOf(slots[r]!, estimator, reduced.moments, ranges);
    const raw = parts.map((part) => part.weight / part.deviation);
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const negative = parts.findIndex((part) => isNegative(part.weight));
    const unscaled = parts.findIndex((part) => Number.isNaN(part.minimum));
    const usable = negative < 0 && total > 0;
    weights.push([name, usable ? record(slots[r]!.map(({ item }, i) => [items[item]!, raw[i]! / total])) : null]);
    indices.push([name, known(values[r]!)]);
    const itemAt = (at: number): string => JSON.stringify(items[slots[r]![at]!.item]);
    if (negative >= 0) {
      reasons.push([
        name,
        `item ${itemAt(negative)} has the negative weight ${parts[negative]!.weight.toPrecision(3)}: a better ` +
          "answer would lower the index; is it reverse-coded, or does it belong here?",
      ]);
    } else if (!(total > 0)) reasons.push([name, "the weights could not be estimated"]);
    else if (unscaled >= 0) {
      reasons.push([
        name,
        `no scale is known for item ${itemAt(unscaled)}: say the lowest and highest answer in option "scale"`,
      ]);
    }
  });
  return { indices: record(indices), indexReasons: record(reasons), indexWeights: record(weights) };
}
