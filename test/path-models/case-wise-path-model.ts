import { matrix } from "../../src/numeric/index.js";
import { leastSquares } from "../../src/numeric/linear-algebra/least-squares.js";
import type { InnerScheme, MeasuredConstruct, WeightMode } from "../../src/path-models/index.js";

/** What a path model comes to when it is computed as the textbooks write it: on the scores of every respondent. */
export interface CaseWiseModel {
  readonly weights: Record<string, Record<string, number>>;
  readonly loadings: Record<string, Record<string, number>>;
  readonly paths: { from: string; to: string; value: number }[];
  readonly rSquared: Record<string, number>;
}

/**
 * Lohmöller's algorithm on respondents, written apart from the library's: standardized items, scores as columns, inner
 * proxies, regressions by least squares. Weights of respondents enter as square roots.
 */
export function caseWisePathModel(
  answers: Record<string, number[]>,
  constructs: Record<string, MeasuredConstruct>,
  paths: readonly { from: string; to: string }[],
  scheme: InnerScheme,
  weights?: readonly number[],
): CaseWiseModel {
  const names = Object.keys(constructs);
  const share = normalized(weights ?? Object.values(answers)[0]!.map(() => 1));
  const standardize = (values: readonly number[]): number[] => {
    const mean = sum(values.map((value, i) => value * share[i]!));
    const deviation = Math.sqrt(sum(values.map((value, i) => (value - mean) ** 2 * share[i]!)));
    return values.map((value) => (value - mean) / deviation);
  };
  const correlate = (a: readonly number[], b: readonly number[]): number =>
    sum(a.map((value, i) => value * b[i]! * share[i]!));
  const regress = (y: readonly number[], xs: readonly (readonly number[])[]): number[] => {
    const data = Float64Array.from(y.flatMap((_, row) => xs.map((x) => x[row]! * Math.sqrt(share[row]!))));
    const right = Float64Array.from(y, (value, row) => value * Math.sqrt(share[row]!));
    return Array.from(leastSquares(matrix(y.length, xs.length, data), right).coefficients);
  };
  const blocks = Object.fromEntries(
    names.map((name) => [name, constructs[name]!.items.map((item) => standardize(answers[item]!))]),
  );
  const items = (name: string): number[][] => blocks[name]!;
  const mode = (name: string): WeightMode => constructs[name]!.mode ?? "A";
  let outer = Object.fromEntries(names.map((name) => [name, constructs[name]!.items.map(() => 1)]));
  const scoreOf = (name: string): number[] =>
    standardize(
      answers[constructs[name]!.items[0]!]!.map((_, row) =>
        sum(items(name).map((item, i) => item[row]! * outer[name]![i]!)),
      ),
    );
  let scores = Object.fromEntries(names.map((name) => [name, scoreOf(name)]));
  for (let iteration = 0; iteration < 200; iteration++) {
    const proxies = Object.fromEntries(
      names.map((name) => {
        const before = paths.filter((path) => path.to === name).map((path) => path.from);
        const after = paths.filter((path) => path.from === name).map((path) => path.to);
        const slopes = regress(
          scores[name]!,
          before.map((one) => scores[one]!),
        );
        const pull = new Map<string, number>();
        for (const [i, one] of before.entries()) {
          const r = correlate(scores[name]!, scores[one]!);
          pull.set(one, scheme === "path" ? slopes[i]! : scheme === "centroid" ? Math.sign(r) : r);
        }
        for (const one of after) {
          const r = correlate(scores[name]!, scores[one]!);
          pull.set(one, scheme === "centroid" ? Math.sign(r) : r);
        }
        return [name, scores[name]!.map((_, row) => sum([...pull].map(([one, e]) => e * scores[one]![row]!)))];
      }),
    );
    outer = Object.fromEntries(
      names.map((name) => {
        const block = items(name);
        if (mode(name) === "unit") return [name, block.map(() => 1)];
        if (mode(name) === "B") return [name, regress(proxies[name]!, block)];
        return [name, block.map((item) => correlate(item, proxies[name]!))];
      }),
    );
    scores = Object.fromEntries(names.map((name) => [name, scoreOf(name)]));
  }
  const named = (name: string, values: readonly number[]): Record<string, number> =>
    Object.fromEntries(constructs[name]!.items.map((item, i) => [item, values[i]!]));
  const endogenous = names.filter((name) => paths.some((path) => path.to === name));
  const slopes = Object.fromEntries(
    endogenous.map((name) => [
      name,
      regress(
        scores[name]!,
        paths.filter((path) => path.to === name).map((path) => scores[path.from]!),
      ),
    ]),
  );
  return {
    // Regressed on its own items, a score gives its weights at the scale of a score with variance 1.
    weights: Object.fromEntries(names.map((name) => [name, named(name, regress(scores[name]!, items(name)))])),
    loadings: Object.fromEntries(
      names.map((name) => [
        name,
        named(
          name,
          items(name).map((item) => correlate(item, scores[name]!)),
        ),
      ]),
    ),
    paths: paths.map(({ from, to }) => {
      const place = paths.filter((path) => path.to === to).findIndex((path) => path.from === from);
      return { from, to, value: slopes[to]![place]! };
    }),
    rSquared: Object.fromEntries(
      endogenous.map((name) => {
        const before = paths.filter((path) => path.to === name).map((path) => path.from);
        return [name, sum(before.map((one, i) => slopes[name]![i]! * correlate(scores[one]!, scores[name]!)))];
      }),
    ),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function normalized(weights: readonly number[]): number[] {
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}
