import type { MeasuredConstruct, PathModelOptions, WeightMode } from "../../src/path-models/index.js";

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
}

/** The items of the mobile phone survey by construct. */
export const mobiItems = {
  Image: numbered("IMAG", 5),
  Expectation: numbered("CUEX", 3),
  Quality: numbered("PERQ", 7),
  Value: numbered("PERV", 2),
  Satisfaction: numbered("CUSA", 3),
  Complaints: ["CUSCO"],
  Loyalty: numbered("CUSL", 3),
};

export const ecsiPaths = [
  ["Image", "Expectation"],
  ["Image", "Satisfaction"],
  ["Image", "Loyalty"],
  ["Expectation", "Quality"],
  ["Expectation", "Value"],
  ["Expectation", "Satisfaction"],
  ["Quality", "Value"],
  ["Quality", "Satisfaction"],
  ["Value", "Satisfaction"],
  ["Satisfaction", "Complaints"],
  ["Satisfaction", "Loyalty"],
  ["Complaints", "Loyalty"],
].map(([from, to]) => ({ from: from!, to: to! }));

/** The European model of the mobile phone survey, every construct in one mode. */
export function ecsiOptions(mode: WeightMode = "A"): PathModelOptions & {
  readonly constructs: Readonly<Record<string, MeasuredConstruct>>;
} {
  return {
    constructs: Object.fromEntries(Object.entries(mobiItems).map(([name, items]) => [name, { items, mode }])),
    paths: ecsiPaths,
    scale: [1, 10],
  };
}

/** The American model: the same without the image. */
export function acsiOptions(): PathModelOptions {
  const { Image: _, ...constructs } = ecsiOptions().constructs;
  return { ...ecsiOptions(), constructs, paths: ecsiPaths.filter(({ from }) => from !== "Image") };
}
