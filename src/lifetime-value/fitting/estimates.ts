import { counted } from "../../errors/index.js";
import type { FitStatus } from "./lifetime-model.js";
import type { LikelihoodMaximum, SearchDirection } from "./maximize-likelihood.js";

/**
 * What a maximum means for the parameters, in the order of `names`: the first of them positive and searched as
 * logarithms, the rest searched as they are.
 */
export interface Estimates {
  readonly values: Float64Array;
  readonly status: FitStatus;
  readonly statusReason: string | null;
  readonly covariance: readonly (readonly number[])[] | null;
  readonly uncertaintyReason: string | null;
  readonly undetermined: readonly string[];
}

/** Turns where a search ended into parameters, a status with its reason, and a covariance. */
export function estimatesOf(
  maximum: LikelihoodMaximum,
  directions: readonly SearchDirection[],
  logarithms: number,
): Estimates {
  const values = maximum.point.map((value, i) => (i < logarithms ? Math.exp(value) : value));
  const reasons: string[] = [];
  const undetermined = new Set<string>();
  maximum.sides.forEach((side, k) => {
    if (side === 0) return;
    const direction = directions[k]!;
    const known = direction.undetermined.every((name) => undetermined.has(name));
    // With the ratio of a pair of parameters at its limit, their size is not identified either.
    if (!known) reasons.push(side > 0 ? direction.atUpper : direction.atLower);
    for (const name of direction.undetermined) undetermined.add(name);
  });
  const atBoundary = reasons.length > 0;
  const flatNames = maximum.flat.flatMap((k) => directions[k]!.undetermined);
  for (const name of flatNames) undetermined.add(name);
  if (maximum.flat.length > 0) {
    reasons.push(
      `the log-likelihood hardly changes along ${list([...new Set(flatNames)])}, which these data do not determine`,
    );
  }
  if (maximum.ended === "iterationLimit")
    reasons.push(`no maximum was reached in ${counted(maximum.iterations, "iteration")}`);
  if (maximum.ended === "failed") reasons.push("the search came to points where the log-likelihood cannot be computed");
  const status = statusOf(maximum, atBoundary);
  // Given a limit, the other parameters look far better known than they are: the limit itself is an estimate.
  const inside = maximum.ended === "converged" && undetermined.size === 0;
  const covariance = inside ? naturalCovariance(maximum, values, logarithms) : null;
  return {
    values,
    status,
    statusReason: reasons.length === 0 ? null : reasons.join("; "),
    covariance,
    uncertaintyReason: covariance === null ? uncertaintyReason([...undetermined]) : null,
    undetermined: [...undetermined],
  };
}

function statusOf(maximum: LikelihoodMaximum, atBoundary: boolean): FitStatus {
  if (maximum.ended !== "converged") return maximum.ended;
  if (atBoundary) return "boundary";
  return maximum.flat.length > 0 ? "notIdentified" : "converged";
}

/**
 * The covariance of parameters from that of their logarithms: at a maximum both are the inverse of the same Hessian.
 */
function naturalCovariance(maximum: LikelihoodMaximum, values: Float64Array, logarithms: number): number[][] | null {
  const { covariance } = maximum;
  if (covariance === null) return null;
  const n = values.length;
  const scale = (i: number): number => (i < logarithms ? values[i]! : 1);
  const rows = Array.from({ length: n }, (_, i) =>
    // Adding 0 makes −0, which JSON does not keep, 0.
    Array.from({ length: n }, (_, j) => scale(i) * scale(j) * covariance.data[i * n + j]! + 0),
  );
  return rows.every((row) => row.every(Number.isFinite)) ? rows : null;
}

function uncertaintyReason(undetermined: readonly string[]): string {
  if (undetermined.length === 0) {
    return "the log-likelihood does not curve down at the estimate, so there are no standard errors";
  }
  return (
    `there are no standard errors of ${list(undetermined)}, which these data do not determine (see ` +
    "statusReason); those of the other parameters would be as if the limit were known: too small"
  );
}

function list(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
