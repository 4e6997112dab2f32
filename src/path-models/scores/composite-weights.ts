import type { PathModel } from "../model/path-model.js";

/** What the scores of a model are made of. */
export interface CompositeWeights {
  /** Correlations of the items of `model.statistics`, row-major. */
  readonly correlation: Float64Array;
  /**
   * By construct of `model.constructs`: weights of standardized items, those of higher-order constructs traced to the
   * items of their parts; scores have variance 1. NaN where unknown.
   */
  readonly weights: readonly Float64Array[];
}

/** Every score of a model as a weighted sum of standardized items. */
export function compositeWeights(model: PathModel): CompositeWeights {
  const { items, covariance } = model.statistics;
  const width = items.length;
  const correlation = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      correlation[i * width + j] =
        i === j ? 1 : covariance[i]![j]! / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!);
    }
  }
  const place = new Map(items.map((item, i) => [item, i]));
  const measured = (name: string): Float64Array => {
    const weights = new Float64Array(width);
    for (const [item, weight] of Object.entries(model.outerWeights[name]!)) {
      weights[place.get(item)!] = weight ?? Number.NaN;
    }
    return weights;
  };
  const weights = model.specification.constructs.map(({ name, constructs }) => {
    if (constructs.length === 0) return measured(name);
    const sum = new Float64Array(width);
    for (const part of constructs) {
      const own = model.outerWeights[name]![part] ?? Number.NaN;
      const inner = measured(part);
      for (let i = 0; i < width; i++) sum[i]! += own * inner[i]!;
    }
    const spread = Math.sqrt(productOf(correlation, sum, sum));
    return sum.map((weight) => weight / spread);
  });
  return { correlation, weights };
}

/** aᵀ R b. */
export function productOf(correlation: Float64Array, a: Float64Array, b: Float64Array): number {
  const width = a.length;
  let sum = 0;
  for (let i = 0; i < width; i++) {
    if (a[i] === 0) continue;
    let row = 0;
    for (let j = 0; j < width; j++) row += correlation[i * width + j]! * b[j]!;
    sum += a[i]! * row;
  }
  return sum;
}
