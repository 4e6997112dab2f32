import { ClienteleError, counted, knownOptions, oneOf, requireModel } from "../../errors/index.js";
import { chiSquareSurvival, cholesky, type Matrix, matrix, quadraticForm } from "../../numeric/index.js";
import { createTable, type Features, type NumberInput, type Present, type Table } from "../../table/index.js";
import { lifeTable } from "../curves/life-table.js";
import type { EventInput } from "../curves/lifetimes.js";
import type { ChiSquareTest } from "../curves/log-rank.js";
import { type CoxData, readCoxData } from "./cox-data.js";
import { type CoxModel, coxFormat } from "./cox-model.js";
import { readCoxFeatures } from "./log-risk.js";
import { type RiskSets, riskSets, scoreAndInformation } from "./partial-likelihood.js";

/** The scale of time on which an effect may drift. */
export type TimeTransform = "km" | "rank" | "identity" | "log";

/** Options of {@link testProportionalHazards}. */
export interface ProportionalHazardsOptions {
  /**
   * [`"km"`]: 1 − the Kaplan-Meier estimate just before the time; the mean rank among all durations; the time itself;
   * its logarithm.
   */
  readonly transform?: TimeTransform;
  /** How many identical customers each row stands for [1]. */
  readonly count?: NumberInput;
}

/** The columns of {@link ProportionalHazardsTest}. */
export type ProportionalHazardsColumns = {
  name: Present<string>;
  chiSquare: number;
  degreesOfFreedom: number;
  pValue: number;
};

/**
 * One row per column of the model, with the test of all of them together in `global` (null where the data do not allow
 * it).
 */
export type ProportionalHazardsTest = Table<
  ProportionalHazardsColumns,
  { readonly global: ChiSquareTest | null; readonly transform: TimeTransform }
>;

/**
 * Do the effects of a Cox model stay the same over a customer's life? The score test of adding x · g(time) to the
 * model, for each column and for all together: a small p-value says that the effect drifts, so that one hazard ratio
 * describes it badly.
 *
 * @param model - of {@link fitCox}
 * @param features - the rows it was fitted to
 * @param durations - their durations
 * @param events - their events
 * @param options - `transform` `"km"` | `"rank"` | `"identity"` | `"log"` [`"km"`]; `count` [1 each]
 * @returns a table with a row per column; `global` holds the test of all columns
 *
 * Errors: `unusable-model`, `length-mismatch` for other rows than the model was fitted to, `out-of-range` for `"log"`
 * with an event at time 0, and those of {@link fitCox}.
 *
 * Source: Grambsch & Therneau (1994), Biometrika 81, 515–526, in the exact form of a score test (as R's survival from
 * version 3 on).
 *
 * @example
 * ```ts
 * const drift = testProportionalHazards(model, features, durations, events);
 * drift.global?.pValue;
 * ```
 */
export function testProportionalHazards(
  model: CoxModel,
  features: Features,
  durations: NumberInput,
  events: EventInput,
  options: ProportionalHazardsOptions = {},
): ProportionalHazardsTest {
  const caller = "testProportionalHazards";
  knownOptions(caller, options, ["transform", "count"]);
  requireModel(caller, model, [coxFormat]);
  const transform = oneOf<TimeTransform>(
    caller,
    "transform",
    options.transform,
    ["km", "rank", "identity", "log"],
    "km",
  );
  const own = readCoxFeatures(caller, model, features);
  const data = readCoxData(caller, own, durations, events, { count: options.count });
  requireFitted(caller, model, data);
  const scaled = Float64Array.from(model.coefficients, (value, j) => value * data.scales[j]!);
  const sums = timeWeightedSums(data, riskSets(data, scaled, model.ties), scaleOfTimes(caller, data, transform));
  const p = data.columns;
  const tests = Array.from({ length: p }, (_, j) => scoreTest(sums, [j]));
  return createTable<ProportionalHazardsColumns, { global: ChiSquareTest | null; transform: TimeTransform }>(
    {
      name: [...model.names],
      chiSquare: tests.map((test) => test?.chiSquare ?? null),
      degreesOfFreedom: tests.map((test) => test?.degreesOfFreedom ?? null),
      pValue: tests.map((test) => test?.pValue ?? null),
    },
    {
      global: scoreTest(
        sums,
        Array.from({ length: p }, (_, j) => j),
      ),
      transform,
    },
  );
}

/** On other rows the score would not be 0 at the coefficients, and the test would mean nothing. */
function requireFitted(caller: string, model: CoxModel, { customers, eventCount }: CoxData): void {
  if (customers === model.customers && eventCount === model.events) return;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller },
    `takes the rows the model was fitted to, ${counted(model.customers, "customer")} of whom ${model.events} ` +
      `${model.events === 1 ? "has" : "have"} left; these are ${customers}, of whom ${eventCount} have left`,
  );
}

/** g at each time of events, the earliest first, with mean 0 over the events. */
function scaleOfTimes(caller: string, data: CoxData, transform: TimeTransform): Float64Array {
  const { time, atRisk, events, censored } = lifeTable(data);
  const scale: number[] = [];
  const weight: number[] = [];
  let survival = 1;
  let total = 0;
  for (let i = 0; i < time.length; i++) {
    const d = events[i]!;
    if (d === 0) continue;
    if (transform === "km") scale.push(1 - survival);
    else if (transform === "rank") scale.push(atRisk[0]! - atRisk[i]! + (d + censored[i]! + 1) / 2);
    else if (transform === "identity") scale.push(time[i]!);
    else if (time[i]! > 0) scale.push(Math.log(time[i]!));
    else {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: "durations", value: time[i] },
        `transform "log" needs events at times above 0`,
      );
    }
    weight.push(d);
    survival *= (atRisk[i]! - d) / atRisk[i]!;
    total += d;
  }
  const mean = scale.reduce((sum, g, i) => sum + g * weight[i]!, 0) / total;
  return Float64Array.from(scale, (g) => g - mean);
}

/**
 * The score of the added terms x · g(time), and the information of the model with them: [Σ V, Σ g V; Σ g V, Σ g² V]
 * over the times of events.
 */
interface TimeWeightedSums {
  readonly columns: number;
  readonly score: Float64Array;
  /** 2p × 2p. */
  readonly information: Matrix;
}

function timeWeightedSums(data: CoxData, sets: RiskSets, scale: Float64Array): TimeWeightedSums {
  const p = data.columns;
  // Risk sets come with the latest time first.
  const g = scale.slice().reverse();
  const { information: plain } = scoreAndInformation(data, sets);
  const { score, information: once } = scoreAndInformation(data, sets, g);
  const { information: twice } = scoreAndInformation(
    data,
    sets,
    g.map((value) => value * value),
  );
  const information = matrix(2 * p, 2 * p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) {
      information.data[j * 2 * p + k] = plain.data[j * p + k]!;
      information.data[j * 2 * p + p + k] = once.data[j * p + k]!;
      information.data[(p + j) * 2 * p + k] = once.data[j * p + k]!;
      information.data[(p + j) * 2 * p + p + k] = twice.data[j * p + k]!;
    }
  }
  return { columns: p, score, information };
}

/**
 * uᵀ I⁻¹ u for the added terms of some columns, the score of the model itself being 0; null where the information is
 * singular.
 */
function scoreTest(
  { columns: p, score, information }: TimeWeightedSums,
  added: readonly number[],
): ChiSquareTest | null {
  const kept = [...Array.from({ length: p }, (_, j) => j), ...added.map((j) => p + j)];
  const size = kept.length;
  const u = new Float64Array(size);
  for (let i = 0; i < added.length; i++) u[p + i] = score[added[i]!]!;
  const part = matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) part.data[i * size + j] = information.data[kept[i]! * 2 * p + kept[j]!]!;
  }
  const factor = cholesky(part);
  if (factor === null) return null;
  const chiSquare = quadraticForm(factor, u);
  return {
    chiSquare,
    degreesOfFreedom: added.length,
    pValue: chiSquareSurvival(chiSquare, added.length),
  };
}
