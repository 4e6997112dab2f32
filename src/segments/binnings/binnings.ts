import type { BinningDefinition } from "./binning-definition.js";
import { ntileBinning } from "./ntile-binning.js";
import { quantileBinning } from "./quantile-binning.js";
import { rankBinning } from "./rank-binning.js";
import { rfmPackageBinning } from "./rfm-package-binning.js";

/** The binnings that have a name. */
export type NamedBinning = "quantile" | "rank" | "ntile" | "rfm-package";

/** The one list of all binnings: nothing else asks which of them is in use. */
export const namedBinnings: Readonly<Record<NamedBinning, BinningDefinition>> = {
  quantile: quantileBinning,
  rank: rankBinning,
  ntile: ntileBinning,
  "rfm-package": rfmPackageBinning,
};

/** The names in the list. */
export function binningNames(): readonly NamedBinning[] {
  return Object.keys(namedBinnings) as NamedBinning[];
}

/** How models call the binning of edges that were given. */
export const givenEdgesWord = "edges";

/** How a model calls its binning. */
export type BinningWord = NamedBinning | typeof givenEdgesWord;
