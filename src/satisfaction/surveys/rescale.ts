import { booleanOption, ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { type AnswerCodes, answerCodeNames } from "../../table/index.js";
import { type AnswerList, answerNumbers } from "./survey-answers.js";

/**
 * The scale on which a question was answered, and the one it is read on.
 *
 * - `{ from: [1, 10], to: [0, 100] }`: a straight line from the declared range to the other; `to` is `[0, 100]` unless
 *   given.
 * - `{ likert: 5 }`: levels 1 to 5 as 20, 40, 60, 80, 100 (with k levels, level i is 100·i/k).
 *
 * `reverse` mirrors the answers first, for a question in which a high answer is bad.
 */
export type AnswerScale =
  | {
      readonly from: readonly [number, number];
      readonly to?: readonly [number, number];
      readonly reverse?: boolean;
    }
  | { readonly likert: number; readonly reverse?: boolean };

/** A checked scale: answers between `low` and `high`, read as `start + (answer − origin) · rise / run`. */
export interface LinearScale {
  readonly low: number;
  readonly high: number;
  readonly origin: number;
  readonly start: number;
  readonly rise: number;
  readonly run: number;
}

/**
 * Answers on another scale: what does a 4 of 5, or a 7 on a scale from 1 to 10, mean on 0..100?
 *
 * `answers` may hold missing values (NaN or null), which stay missing (NaN). `reverse` [false] mirrors the answers, as
 * does `reverse` in the scale. Labels are answers too: with `{ likert: 5 }` "very satisfied" and 很满意 are 100. Beside
 * the scale may stand `missingValues` (codes for "no answer") and `answerLabels` (what other labels count).
 *
 * Errors: `out-of-range` for an answer outside the declared range, with its row; `invalid-option`, `not-a-number`.
 *
 * @example
 * ```ts
 * rescale([5, 4, 1], { likert: 5 }); // 100, 80, 20
 * rescale([1, 10], { from: [1, 10], to: [0, 100] }); // 0, 100
 * rescale([1, 10], { from: [1, 10] }, true); // 100, 0
 * ```
 */
export function rescale(answers: AnswerList, scale: AnswerScale & AnswerCodes, reverse?: boolean): Float64Array {
  const caller = "rescale";
  const isObject = typeof scale === "object" && scale !== null;
  const { missingValues, answerLabels, ...rest } = isObject ? scale : ({} as AnswerScale & AnswerCodes);
  const line = linearScale(caller, isObject ? rest : scale, reverse, answerCodeNames);
  const values = answerNumbers(caller, answers, { missingValues, answerLabels }, { scale: [line.low, line.high] });
  return rescaleValues(caller, "answers", values, line);
}

/** Checks a declared scale. `reverse`, where given, goes before the one in the scale. */
export function linearScale(
  caller: string,
  scale: unknown,
  reverse?: unknown,
  moreNames: readonly string[] = [],
): LinearScale {
  if (typeof scale !== "object" || scale === null) return refuseScale(caller, scale);
  knownOptions(caller, scale, ["from", "to", "likert", "reverse", ...moreNames]);
  const options: { readonly from?: unknown; readonly to?: unknown; readonly likert?: unknown; reverse?: unknown } =
    scale;
  const mirrored = booleanOption(caller, "reverse", reverse ?? options.reverse, false);
  if ((options.likert === undefined) === (options.from === undefined)) return refuseScale(caller, scale);
  if (options.likert !== undefined) {
    if (options.to !== undefined) return refuseScale(caller, scale);
    const levels = numberOption(caller, "likert", options.likert, { min: 2, integer: true });
    return line([1, levels], [100 / levels, 100], mirrored);
  }
  const from = range(caller, "from", options.from);
  const to = options.to === undefined ? ([0, 100] as const) : range(caller, "to", options.to);
  return line(from, to, mirrored);
}

function line(from: readonly [number, number], to: readonly [number, number], mirrored: boolean): LinearScale {
  const [first, last] = mirrored ? [to[1], to[0]] : to;
  return {
    low: Math.min(from[0], from[1]),
    high: Math.max(from[0], from[1]),
    origin: from[0],
    start: first,
    rise: last - first,
    run: from[1] - from[0],
  };
}

/** The answers of one column on the scale. `column` is its name in messages. */
export function rescaleValues(caller: string, column: string, answers: Float64Array, scale: LinearScale): Float64Array {
  const { low, high, origin, start, rise, run } = scale;
  const scores = new Float64Array(answers.length);
  for (let row = 0; row < scores.length; row++) {
    const answer = answers[row]!;
    if (answer < low || answer > high) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column, row: row + 1, value: answer },
        `the answer ${answer} of respondent ${row + 1} is outside the scale, ${low} to ${high}; where it means ` +
          `that there ` +
          `is no answer, say so with missingValues: [${answer}]`,
      );
    }
    scores[row] = start + ((answer - origin) * rise) / run;
  }
  return scores;
}

function range(caller: string, option: string, value: unknown): readonly [number, number] {
  if (Array.isArray(value) && value.length === 2) {
    const [first, last] = value as readonly unknown[];
    if (isScaleEnd(first) && isScaleEnd(last) && first !== last) return [first, last];
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option ${showValue(option)} must be two different finite numbers like [1, 10], got ${showRange(value)}`,
  );
}

/** Ends are far from where the arithmetic of a scale would overflow. */
function isScaleEnd(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 1e100;
}

function showRange(value: unknown): string {
  return Array.isArray(value) && value.length <= 4 ? `[${value.map(showValue).join(", ")}]` : showValue(value);
}

function refuseScale(caller: string, scale: unknown): never {
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: scale },
    `a scale is either { from: [low, high], to: [low, high] } or { likert: levels }, got ${showValue(scale)}`,
  );
}
