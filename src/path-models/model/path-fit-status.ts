import { counted, showValue } from "../../errors/index.js";
import { factorInPlace } from "../../numeric/index.js";
import type { PathStatistics } from "../moments/path-statistics.js";
import type { PlsOutcome } from "../solver/pls-state.js";
import type { EstimateResult } from "./estimate-result.js";
import { type PathEstimator, solverOf } from "./path-estimator.js";
import type { PathModelStatus } from "./path-model.js";

/** How a fit ended, and why where it did not converge. */
export function fitStatus(
  estimator: PathEstimator,
  outcome: PlsOutcome,
): { readonly status: PathModelStatus; readonly reason: string | null } {
  const { state } = estimator.failedIn();
  const culprit = JSON.stringify(constructName(estimator, state.culprit));
  if (outcome === "notConverged") {
    const { maxIterations, tolerance } = estimator.layout.specification;
    return {
      status: "iterationLimit",
      reason: `after ${counted(maxIterations, "iteration")} the weights still change by more than ${tolerance}`,
    };
  }
  if (outcome === "degenerate") {
    return {
      status: "failed",
      reason:
        `the score of ${culprit} does not vary: its items cancel out (is one reverse-coded?), or their correlations ` +
        "contradict each other",
    };
  }
  if (outcome === "collinearConstructs") {
    return {
      status: "notIdentified",
      reason:
        `construct ${culprit} is a linear combination of others that lead to the same construct, so their paths ` +
        "cannot be told apart",
    };
  }
  if (outcome === "inadmissible") return inadmissible(estimator, culprit);
  const heywood = heywoodCase(estimator);
  return heywood === null ? { status: "converged", reason: null } : { status: "boundary", reason: heywood };
}

function inadmissible(
  estimator: PathEstimator,
  culprit: string,
): { readonly status: PathModelStatus; readonly reason: string } {
  const { state, plan } = estimator.failedIn();
  if (!plan.corrected.includes(1)) {
    return {
      status: "boundary",
      reason:
        `more than all of ${culprit} would be explained: the correlations of pairs of items contradict each other, ` +
        "as pairwise deletion can make them",
    };
  }
  const rhoA = state.rhoA[state.culprit]!;
  if (rhoA > 0 || plan.corrected[state.culprit] === 0) {
    return {
      status: "boundary",
      reason:
        `corrected for unreliability, the correlations of ${culprit} go beyond what correlations can be; consistent ` +
        "PLS does not suit these answers",
    };
  }
  return {
    status: "failed",
    reason:
      `the items of ${culprit} are so little related that its reliability is not positive (${rhoA.toPrecision(3)}), ` +
      "which consistent PLS divides by",
  };
}

/** Findings that leave the numbers as they are but limit what they mean. */
export function fitWarnings({ estimator, reduced, preset, outcome }: EstimateResult): string[] {
  if (outcome === "degenerate") return [];
  const { layout } = estimator;
  const warnings: string[] = [...reduced.warnings, ...sizeWarnings(reduced.statistics, layout.items.length)];
  const { policy } = reduced.statistics.missing;
  if (policy === "pairwise" && factorInPlace(reduced.moments.correlation.slice(), layout.items.length) >= 0) {
    warnings.push(
      "the correlations of pairs of items contradict each other, as pairwise deletion can make them; compare with " +
        'missing "em"',
    );
  }
  for (const construct of layout.reported) {
    const { plan, state } = solverOf(estimator, construct.stage);
    construct.parts.forEach((item, i) => {
      const loading = state.loadings[plan.start[construct.place]! + i]!;
      if (loading < 0) {
        warnings.push(
          `item ${showValue(item)} runs against ${showValue(construct.name)} (loading ` +
            `${loading.toPrecision(3)}): is it reverse-coded?`,
        );
      }
    });
  }
  if (preset !== null) warnings.push(...complaintWarnings(estimator, preset.complaintsMeasure));
  return warnings;
}

/** Respondents an item below which loadings and weights are hardly determined (Gorsuch 1983). */
const respondentsAnItem = 5;

/** A line where respondents, as far as the weights leave them effect, are few for so many items. */
function sizeWarnings({ respondents, effectiveRespondents }: PathStatistics, items: number): string[] {
  const effective = Math.min(respondents, effectiveRespondents);
  if (effective >= respondentsAnItem * items) return [];
  const who =
    effective < respondents - 0.5
      ? `${counted(respondents, "respondent")}, whom uneven weights leave the effect of ${effective.toFixed(1)},`
      : counted(respondents, "respondent");
  return [
    `${who} are few for ${counted(items, "item")} (fewer than ${respondentsAnItem} an item): loadings, weights and ` +
      `paths are hardly determined; see the intervals of bootstrapPathModel`,
  ];
}

/** The sign of the path from satisfaction shows whether complaints were declared the right way round. */
function complaintWarnings(estimator: PathEstimator, measure: "incidence" | "handling"): string[] {
  const { finalNames, final } = estimator.layout;
  const at = final.paths.findIndex(
    ({ from, to }) => finalNames[from] === "satisfaction" && finalNames[to] === "complaints",
  );
  const path = estimator.final.state.coefficients[at]!;
  if (measure === "incidence" && path > 0) {
    return [
      `complaints are declared as incidence, but the more satisfied complain more (path ${path.toPrecision(3)}); ` +
        "do high answers mean good handling?",
    ];
  }
  if (measure === "handling" && path < 0) {
    return [
      `complaints are declared as handling, but the more satisfied rate it lower (path ${path.toPrecision(3)}); do ` +
        "high answers mean having complained?",
    ];
  }
  return [];
}

function heywoodCase(estimator: PathEstimator): string | null {
  for (const construct of estimator.layout.reported) {
    const { plan, state } = solverOf(estimator, construct.stage);
    if (plan.corrected[construct.place] === 0) continue;
    for (let i = 0; i < construct.parts.length; i++) {
      const loading = state.loadings[plan.start[construct.place]! + i]!;
      if (Math.abs(loading) > 1) {
        return (
          `item ${showValue(construct.parts[i])} has the factor loading ${loading.toPrecision(3)} on ` +
          `${showValue(construct.name)}, above 1`
        );
      }
    }
  }
  return null;
}

function constructName(estimator: PathEstimator, culprit: number): string {
  const stage = estimator.failedIn() === estimator.first ? "first" : "final";
  return estimator.layout.reported.find((one) => one.stage === stage && one.place === culprit)?.name ?? "";
}
