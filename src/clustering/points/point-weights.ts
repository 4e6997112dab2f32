import { type NumberInput, readWeights } from "../../table/index.js";

/**
 * The weights of points; undefined where there are none or all are 1, which then is the very same fit, random draws
 * included. Errors: those of {@link readWeights}.
 */
export function pointWeights(caller: string, rows: number, given: NumberInput | undefined): Float64Array | undefined {
  const weights = readWeights(caller, rows, given);
  return weights?.every((weight) => weight === 1) === true ? undefined : weights;
}
