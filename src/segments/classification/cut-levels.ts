import { ClienteleError, showValue } from "../../errors/index.js";
import { median } from "../../numeric/index.js";
import type { ClassMeasure } from "./class-measure.js";
import { showFigure } from "./show-figure.js";

/** Cuts of a measure, ascending. A value at a cut belongs to the level above it: levels are [cut, next cut). */
export type Cuts = number | readonly number[];

/** A measure divided into levels by cuts. */
export interface CutLevels {
  readonly cuts: readonly number[];
  /** From the lowest: low and high; low, middle and high; else numbers from 1. */
  readonly names: readonly string[];
  /** From the lowest: "spend below 10", "spend from 10 to below 20", "spend 20 or more". */
  readonly bounds: readonly string[];
}

/** Reads cuts, or takes the median of what is known. Errors: `invalid-option`, `too-few-rows` without any value. */
export function cutLevels(
  caller: string,
  option: string,
  given: Cuts | undefined,
  { name, values }: ClassMeasure,
): CutLevels {
  const cuts = given === undefined ? [knownMedian(caller, name, values)] : checkedCuts(caller, option, given);
  const count = cuts.length + 1;
  const names =
    count === 2
      ? ["low", "high"]
      : count === 3
        ? ["low", "middle", "high"]
        : Array.from({ length: count }, (_, level) => String(level + 1));
  const shown = cuts.map(showFigure);
  const bounds = Array.from({ length: count }, (_, level) => {
    if (level === 0) return `${name} below ${shown[0]}`;
    return level === count - 1
      ? `${name} ${shown[level - 1]} or more`
      : `${name} from ${shown[level - 1]} to below ${shown[level]}`;
  });
  return { cuts, names, bounds };
}

/** The level of a value, from 0. */
export function levelOf(value: number, cuts: readonly number[]): number {
  let level = 0;
  while (level < cuts.length && value >= cuts[level]!) level++;
  return level;
}

/** Finite numbers, each above the one before. */
export function checkedCuts(caller: string, option: string, given: Cuts): readonly number[] {
  const cuts: readonly unknown[] = Array.isArray(given) ? given : [given];
  const ascending = cuts.every((cut, i) => {
    return typeof cut === "number" && Number.isFinite(cut) && (i === 0 || cut > (cuts[i - 1] as number));
  });
  if (cuts.length > 0 && ascending) return cuts as readonly number[];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option ${JSON.stringify(option)} must be a finite number or several, each above the one before, got ` +
      (Array.isArray(given) ? `[${given.map(showValue).join(", ")}]` : showValue(given)),
  );
}

/** The median of the values that are known. */
export function knownMedian(caller: string, column: string, values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length > 0) return median(known);
  throw new ClienteleError(
    "too-few-rows",
    { function: caller, column },
    "all its values are missing, so it has no median",
  );
}
