import { ClienteleError, refuseRow, requireModel, showValue } from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import {
  ConditionalSurvival,
  type CoxModel,
  coxFormat,
  logRisk,
  type Outlook,
  type SurvivalCurve,
} from "../../survival/index.js";
import { findColumn, isTable, type Table } from "../../table/index.js";

/** The survival of every customer. */
export interface CustomerCurves {
  /** The curve of a row. */
  readonly of: (row: number) => ConditionalSurvival;
  /** The factor on its hazard. */
  readonly factor: (row: number) => number;
  /** Whether enough customers have the same factor for the tails of their curve to be computed once. */
  readonly shared: (row: number) => boolean;
  /** The rows sorted by factor; null where all have the same. */
  readonly order: Int32Array | null;
  /** The longest duration that was seen. */
  readonly followUp: number;
}

/** From so many customers with the same factor on, computing the tails of their curve once is faster. */
const sharing = 8;

/**
 * The survival of the customers by a curve or a Cox model; `group` names their column for a curve with groups. Errors:
 * `unusable-model`, `invalid-option` (a curve with groups without `group`), `unknown-column`, `out-of-range` (a group
 * that the curve does not have).
 */
export function customerCurves(
  caller: string,
  survival: SurvivalCurve | CoxModel,
  input: Table,
  group: string | undefined,
  outlook: Outlook,
): CustomerCurves {
  if (!isCurve(survival)) return coxCurves(caller, survival, input, outlook);
  if (group !== undefined) return groupCurves(caller, survival, input, group, outlook);
  if (survival.groups.length > 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `the curve has groups: option "group" must name the column that tells them`,
    );
  }
  const curve = conditional(survival, outlook);
  return { of: () => curve, factor: () => 1, shared: () => true, order: null, followUp: curve.followUp };
}

function isCurve(survival: SurvivalCurve | CoxModel): survival is SurvivalCurve {
  return (
    typeof survival === "object" &&
    survival !== null &&
    "survivalAt" in survival &&
    isTable(survival.table) &&
    Array.isArray(survival.groups)
  );
}

function coxCurves(caller: string, model: CoxModel, input: Table, outlook: Outlook): CustomerCurves {
  if (typeof model !== "object" || model === null) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: model },
      `needs a curve of kaplanMeier or a model of fitCox, got ${showValue(model)}`,
    );
  }
  requireModel(caller, model, [coxFormat]);
  const { time, cumulativeHazard } = model.baseline;
  const risk = logRisk(caller, model, input);
  const curve = new ConditionalSurvival(
    Float64Array.from(time),
    Float64Array.from(cumulativeHazard),
    model.followUp,
    outlook,
  );
  const order = sortedOrder(risk);
  return {
    of: () => curve,
    factor: (row) => Math.exp(risk[row]!),
    shared: sharedBy(risk, order),
    order,
    followUp: model.followUp,
  };
}

/** Whether the value of a row is that of at least `sharing` rows. */
function sharedBy(values: Float64Array, order: Int32Array): (row: number) => boolean {
  const shared = new Uint8Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    if (to - from >= sharing) for (let i = from; i < to; i++) shared[order[i]!] = 1;
  }
  return (row) => shared[row] === 1;
}

function groupCurves(
  caller: string,
  survival: SurvivalCurve,
  input: Table,
  column: string,
  outlook: Outlook,
): CustomerCurves {
  const labels = findColumn(caller, input, column);
  const curves = new Map(survival.groups.map((label) => [label, conditional(survival.group(label), outlook)]));
  return {
    of: (row) => {
      const label = labels.at(row);
      const curve = label === null ? undefined : curves.get(label);
      return curve ?? refuseRow(caller, column, row, label, "the curve has no such group");
    },
    factor: () => 1,
    shared: () => true,
    order: null,
    followUp: [...curves.values()].reduce((most, curve) => Math.max(most, curve.followUp), 0),
  };
}

/** A Kaplan-Meier curve with −ln S as its cumulative hazard, infinite where S is 0. */
function conditional(curve: SurvivalCurve, outlook: Outlook): ConditionalSurvival {
  const time = Float64Array.from(curve.table.column("time"), (value) => value!);
  const hazard = Float64Array.from(curve.table.column("survival"), (value) => -Math.log(value!));
  return new ConditionalSurvival(time, hazard, time.at(-1)!, outlook);
}
