import * as v from "valibot";
import { repeatedName } from "./distinct-names.js";

/** A number of a model: JSON knows neither NaN nor the infinities. */
export const finiteNumber = () => v.pipe(v.number(), v.finite());

export const nonNegativeNumber = () => v.pipe(finiteNumber(), v.minValue(0));

export const positiveNumber = () => v.pipe(finiteNumber(), v.gtValue(0));

/** A whole number, 0 or above: a count. */
export const naturalNumber = () => v.pipe(v.number(), v.integer(), v.minValue(0));

export const finiteNumbers = () => v.array(finiteNumber());

/** Names, none of them twice. */
export const distinctTexts = () =>
  v.pipe(
    v.array(v.string()),
    v.check((names) => repeatedName(names) === undefined, "names that are all different"),
  );

/** A list no longer than the covariance of any model: a longer one is not looked through. */
const side = () =>
  v.custom<readonly unknown[]>((input) => Array.isArray(input) && input.length <= 10_000, "a list of numbers");

/** A matrix with as many columns as rows. */
export const squareMatrix = () =>
  v.pipe(
    side(),
    v.array(v.pipe(side(), finiteNumbers())),
    v.check((rows) => rows.every((row) => row.length === rows.length), "a matrix with as many columns as rows"),
  );

/** How a fit ended. */
export const fitStatusWord = () =>
  v.picklist(["converged", "boundary", "notIdentified", "iterationLimit", "failed"] as const);
