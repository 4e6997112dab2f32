import * as v from "valibot";

/** A number of a model: JSON knows neither NaN nor the infinities. */
export const finiteNumber = () => v.pipe(v.number(), v.finite());

export const nonNegativeNumber = () => v.pipe(finiteNumber(), v.minValue(0));

export const positiveNumber = () => v.pipe(finiteNumber(), v.gtValue(0));

/** A whole number, 0 or above: a count. */
export const naturalNumber = () => v.pipe(v.number(), v.integer(), v.minValue(0));

export const finiteNumbers = () => v.array(finiteNumber());

/** How a fit ended. */
export const fitStatusWord = () =>
  v.picklist(["converged", "boundary", "notIdentified", "iterationLimit", "failed"] as const);
