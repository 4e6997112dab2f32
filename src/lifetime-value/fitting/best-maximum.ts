import type { LogLikelihoodFunction } from "./log-likelihood-function.js";
import { type LikelihoodMaximum, maximizeLikelihood, type SearchDirection } from "./maximize-likelihood.js";

/** Where to search from, as points of the likelihood. */
export interface SearchStarts {
  /** Tried in order until one leads to a maximum inside all bounds. */
  readonly usual: readonly Float64Array[];
  /** Tried as well where that is cheap, or where the usual ones lead to no maximum inside. */
  readonly spread: readonly Float64Array[];
}

/** The highest maximum found, and another one nearly as high; null where none was met. */
export interface BestMaximum {
  readonly maximum: LikelihoodMaximum;
  readonly rival: LikelihoodMaximum | null;
}

/** Up to this many distinct customers a further start takes less than a millisecond or so. */
const fewGroups = 500;

/** Log-likelihoods that differ by less count as equal: of two such ends the one that converged is taken. */
const sameHeight = 1e-6;

/** A lower maximum is worth telling when the data prefer the highest by a likelihood ratio below e. */
const nearlyAsHigh = 1;

/**
 * The highest of the maxima reached from several points. Small samples often have several maxima (at a limit where
 * nobody differs or nobody leaves, and inside), of which the first one reached need not be the highest.
 *
 * @param groups - distinct customers: what one evaluation costs
 */
export function bestMaximum(
  likelihood: LogLikelihoodFunction,
  directions: readonly SearchDirection[],
  starts: SearchStarts,
  maxIterations: number,
  groups: number,
): BestMaximum {
  const found: LikelihoodMaximum[] = [];
  const cheap = groups <= fewGroups;
  let best: LikelihoodMaximum | undefined;
  for (const start of [...starts.usual, ...starts.spread]) {
    if (best !== undefined && !cheap && isInside(best)) break;
    const maximum = maximizeLikelihood(likelihood, directions, start, maxIterations);
    found.push(maximum);
    if (best === undefined || isBetter(maximum, best)) best = maximum;
  }
  return { maximum: best!, rival: rivalOf(best!, found, directions) };
}

/** Says that another maximum is nearly as high; nothing where there is none. The first parameters are logarithms. */
export function rivalNotes({ maximum, rival }: BestMaximum, names: readonly string[]): readonly string[] {
  if (rival === null) return [];
  const place = names.map((name, i) => `${name} = ${Number(Math.exp(rival.point[i]!).toPrecision(4))}`).join(", ");
  const difference = Math.max(0, maximum.value - rival.value).toPrecision(2);
  return [
    `the log-likelihood has another maximum, lower by only ${difference}, at ${place}: ` +
      "these customers hardly tell the two apart",
  ];
}

function isInside(maximum: LikelihoodMaximum): boolean {
  return maximum.ended === "converged" && maximum.flat.length === 0 && maximum.sides.every((side) => side === 0);
}

function isBetter(candidate: LikelihoodMaximum, best: LikelihoodMaximum): boolean {
  if (!Number.isFinite(candidate.value)) return false;
  if (!Number.isFinite(best.value)) return true;
  if (Math.abs(candidate.value - best.value) > sameHeight) return candidate.value > best.value;
  return candidate.ended === "converged" && best.ended !== "converged";
}

function rivalOf(
  best: LikelihoodMaximum,
  found: readonly LikelihoodMaximum[],
  directions: readonly SearchDirection[],
): LikelihoodMaximum | null {
  let rival: LikelihoodMaximum | null = null;
  for (const candidate of found) {
    if (candidate.ended !== "converged" || !(candidate.value > best.value - nearlyAsHigh)) continue;
    if (!isElsewhere(candidate, best, directions)) continue;
    if (rival === null || candidate.value > rival.value) rival = candidate;
  }
  return rival;
}

/** Whether two maxima differ in parameters that both determine, or else in height. */
function isElsewhere(a: LikelihoodMaximum, b: LikelihoodMaximum, directions: readonly SearchDirection[]): boolean {
  if (Math.abs(a.value - b.value) > 1e-4) return true;
  const loose = directions.filter((_, k) => [a, b].some(({ sides, flat }) => sides[k] !== 0 || flat.includes(k)));
  return a.point.some(
    (value, i) => loose.every(({ weights }) => weights[i] === 0) && Math.abs(value - b.point[i]!) > 0.1,
  );
}
