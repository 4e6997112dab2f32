import { type Classifier, fitLogistic, predictProbability } from "../../learning/index.js";
import { type FeatureMatrix, takeRows } from "../../table/index.js";

/** With fewer cases of either outcome nothing is learnt but the rate. */
const leastCases = 10;

/** How likely customers are to get one product: a model, or where there are too few cases the rate of all. */
export interface ProductModel {
  readonly basis: "model" | "rate";
  readonly rate: number;
  readonly probabilities: (features: FeatureMatrix, rows: Int32Array) => Float64Array;
}

/** Learns from some rows. */
export function productModel(features: FeatureMatrix, y: Uint8Array, rows: Int32Array, l2: number): ProductModel {
  const outcome = Uint8Array.from(rows, (row) => y[row]!);
  const positives = outcome.reduce((sum, yes) => sum + yes, 0);
  const rate = positives / rows.length;
  if (Math.min(positives, rows.length - positives) < leastCases) {
    const constant = rows.length === 0 ? Number.NaN : rate;
    return {
      basis: "rate",
      rate: constant,
      probabilities: (_, asked) => new Float64Array(asked.length).fill(constant),
    };
  }
  const model: Classifier = fitLogistic(takeRows(features, rows), outcome, { l2, standardize: true });
  return {
    basis: "model",
    rate,
    probabilities: (others, asked) => predictProbability(model, takeRows(others, asked)),
  };
}

/** Names of the columns of other products, none of them that of a feature. */
function namesOfHoldings(features: FeatureMatrix | null, products: readonly string[], product: number): string[] {
  const taken = new Set(features?.names);
  const others = products.filter((_, other) => other !== product);
  let prefix = "holds ";
  while (others.some((other) => taken.has(prefix + other))) prefix = `${prefix.trim()} on to `;
  return others.map((other) => prefix + other);
}

/** Features of customers with columns for what else they hold, 0 or 1. */
export function withHoldings(
  features: FeatureMatrix | null,
  held: Uint8Array,
  products: readonly string[],
  product: number,
): FeatureMatrix {
  const own = features?.columns ?? 0;
  const rows = held.length / products.length;
  const columns = own + products.length - 1;
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    let at = row * columns;
    for (let column = 0; column < own; column++) data[at++] = features!.data[row * own + column]!;
    for (let other = 0; other < products.length; other++) {
      if (other !== product) data[at++] = held[row * products.length + other]!;
    }
  }
  return { data, rows, columns, names: [...(features?.names ?? []), ...namesOfHoldings(features, products, product)] };
}
