import type { ItemRanges } from "../moments/item-answers.js";
import type { ItemMoments } from "../moments/item-moments.js";
import { totalEffects } from "../solver/structural-effects.js";
import { constructIndex, type IndexPart, indexSpread } from "./construct-index.js";
import {
  averageVarianceExtracted,
  compositeReliability,
  heterotraitRatio,
  rawAlpha,
  standardizedAlpha,
} from "./construct-reliability.js";
import { type IndexSlot, indexPartsOf, indexSlots } from "./index-parts.js";
import { type ModelLayout, planOf } from "./model-layout.js";
import { type PathEstimator, solverOf } from "./path-estimator.js";
import { type ParameterList, parameterList, reliabilityMeasures } from "./path-parameters.js";

/** Writes every number of an estimate into one row, NaN where there is none. */
export interface ParameterWriter extends Pick<ParameterList, "parameters" | "starts"> {
  write(estimator: PathEstimator, moments: ItemMoments, row: Float64Array): void;
}

/** What a writer knows of its model, and its working memory. */
interface WriterMemory extends ParameterList {
  readonly layout: ModelLayout;
  readonly ranges: ItemRanges;
  /** By reported construct: the observed items behind it. */
  readonly slots: readonly (readonly IndexSlot[])[];
  /** By reported construct: its items as rows of the final matrix. */
  readonly rows: readonly Int32Array[];
  /** By reported construct: whether its items are weighed by a regression (mode B). */
  readonly formative: readonly boolean[];
  /** Construct × construct: total effects. */
  readonly effects: Float64Array;
}

/** Prepares the writer for a model whose items have the given ranges. */
export function parameterWriter(layout: ModelLayout, ranges: ItemRanges): ParameterWriter {
  const { constructs } = layout.final;
  const memory: WriterMemory = {
    ...parameterList(layout),
    layout,
    ranges,
    slots: indexSlots(layout),
    rows: layout.reported.map(({ stage, place }) => {
      const { slotItem, start } = planOf(layout, stage);
      return slotItem.slice(start[place]!, start[place + 1]!);
    }),
    formative: layout.reported.map(
      ({ stage, place, parts }) => planOf(layout, stage).modes[place] === "B" && parts.length > 1,
    ),
    effects: new Float64Array(constructs * constructs),
  };
  return {
    parameters: memory.parameters,
    starts: memory.starts,
    write(estimator, moments, row) {
      writeItems(memory, estimator, row);
      writeStructure(memory, estimator, row);
      writeIndices(memory, estimator, moments, row);
      writeReliability(memory, estimator, moments, row);
      writeDistinctness(memory, estimator, row);
    },
  };
}

/** Weights and loadings. */
function writeItems({ layout, starts }: WriterMemory, estimator: PathEstimator, row: Float64Array): void {
  let at = 0;
  for (const { stage, place } of layout.reported) {
    const { plan, state } = solverOf(estimator, stage);
    for (let slot = plan.start[place]!; slot < plan.start[place + 1]!; slot++, at++) {
      row[starts.weight + at] = state.weights[slot]!;
      row[starts.loading + at] = state.loadings[slot]!;
    }
  }
}

/** Paths, R² and effects. */
function writeStructure(memory: WriterMemory, estimator: PathEstimator, row: Float64Array): void {
  const { starts, endogenous, effects } = memory;
  const { plan, state } = estimator.final;
  const { paths, constructs } = plan;
  row.set(state.coefficients, starts.path);
  endogenous.forEach((j, i) => {
    row[starts.rSquared + i] = state.rSquared[j]!;
  });
  totalEffects(plan, state.coefficients, effects);
  memory.totalEffects.forEach(([from, to], i) => {
    row[starts.totalEffect + i] = effects[from * constructs + to]!;
  });
  memory.indirectEffects.forEach(([from, to], i) => {
    const direct = paths.findIndex((path) => path.from === from && path.to === to);
    row[starts.indirectEffect + i] = effects[from * constructs + to]! - (direct < 0 ? 0 : state.coefficients[direct]!);
  });
}

/** Indices, and their standard deviations among respondents. */
function writeIndices(memory: WriterMemory, estimator: PathEstimator, moments: ItemMoments, row: Float64Array): void {
  const { starts, slots, ranges } = memory;
  slots.forEach((own, r) => {
    const parts = indexPartsOf(own, estimator, moments, ranges);
    const index = constructIndex(parts);
    row[starts.index + r] = typeof index === "number" ? index : Number.NaN;
    row[starts.indexSpread + r] = indexSpread(parts, scoreVariance(memory, r, parts, moments));
  });
}

/**
 * Scores have variance 1, except that those of a higher-order construct are scaled to corrected correlations under
 * consistent PLS.
 */
function scoreVariance(
  { layout, slots }: WriterMemory,
  construct: number,
  parts: readonly IndexPart[],
  { correlation }: ItemMoments,
): number {
  if (!layout.reported[construct]!.higherOrder || !layout.specification.consistent) return 1;
  const width = layout.items.length;
  const own = slots[construct]!;
  let variance = 0;
  for (let a = 0; a < own.length; a++) {
    for (let b = 0; b < own.length; b++) {
      variance += parts[a]!.weight * parts[b]!.weight * correlation[own[a]!.item * width + own[b]!.item]!;
    }
  }
  return variance;
}

/** The {@link reliabilityMeasures}; NaN for formative constructs, whose items need not agree. */
function writeReliability(
  { layout, starts, rows, formative }: WriterMemory,
  estimator: PathEstimator,
  { variances }: ItemMoments,
  row: Float64Array,
): void {
  const matrix = estimator.matrix();
  layout.reported.forEach(({ stage, place }, r) => {
    const at = starts.reliability + r * reliabilityMeasures.length;
    if (formative[r]!) {
      row.fill(Number.NaN, at, at + reliabilityMeasures.length);
      return;
    }
    const { plan, state } = solverOf(estimator, stage);
    const from = plan.start[place]!;
    const to = plan.start[place + 1]!;
    const block = { matrix, order: layout.final.items, rows: rows[r]! };
    row[at] = standardizedAlpha(block);
    row[at + 1] = rawAlpha(block, variances);
    row[at + 2] = state.rhoA[place]!;
    row[at + 3] = compositeReliability(state.loadings, from, to);
    row[at + 4] = averageVarianceExtracted(state.loadings, from, to);
  });
}

/** Heterotrait-monotrait ratios by both conventions; NaN where one of the two is formative. */
function writeDistinctness(
  { layout, starts, distinct, rows, formative }: WriterMemory,
  estimator: PathEstimator,
  row: Float64Array,
): void {
  const matrix = estimator.matrix();
  const order = layout.final.items;
  distinct.forEach(([a, b], i) => {
    const unsuited = formative[a]! || formative[b]!;
    const ratio = (absolute: boolean): number =>
      unsuited ? Number.NaN : heterotraitRatio(matrix, order, rows[a]!, rows[b]!, absolute);
    row[starts.htmtAbsolute + i] = ratio(true);
    row[starts.htmtSigned + i] = ratio(false);
  });
}
