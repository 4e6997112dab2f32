import type { PathModelOptions } from "../../path-models/index.js";

/** The constructs of a ready-made satisfaction model and the paths between them. */
export interface SatisfactionStructure {
  readonly constructs: readonly string[];
  readonly paths: PathModelOptions["paths"];
}

/** The American Customer Satisfaction Index (Fornell et al. 1996, figure 1). */
export const acsiStructure: SatisfactionStructure = {
  constructs: ["expectations", "quality", "value", "satisfaction", "complaints", "loyalty"],
  paths: [
    { from: "expectations", to: "quality" },
    { from: "expectations", to: "value" },
    { from: "expectations", to: "satisfaction" },
    { from: "quality", to: "value" },
    { from: "quality", to: "satisfaction" },
    { from: "value", to: "satisfaction" },
    { from: "satisfaction", to: "complaints" },
    { from: "satisfaction", to: "loyalty" },
    { from: "complaints", to: "loyalty" },
  ],
};

/** The European Customer Satisfaction Index (Tenenhaus et al. 2005, figure 1): the American one with the image. */
export const ecsiStructure: SatisfactionStructure = /* @__PURE__ */ withImage(acsiStructure);

function withImage({ constructs, paths }: SatisfactionStructure): SatisfactionStructure {
  return {
    constructs: ["image", ...constructs],
    paths: [
      { from: "image", to: "expectations" },
      { from: "image", to: "satisfaction" },
      { from: "image", to: "loyalty" },
      ...paths,
    ],
  };
}
