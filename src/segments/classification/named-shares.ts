import { ClienteleError, requireDistinctNames, showValue } from "../../errors/index.js";

/** A part of the customers by its name and its share, 0..1. */
export interface NamedShare {
  readonly name: string;
  readonly share: number;
}

/** Reads named shares that sum to 1. Errors: `invalid-option`, `duplicate-name`, `weights-sum`. */
export function namedShares(caller: string, option: string, given: readonly NamedShare[]): readonly NamedShare[] {
  const isPart = (part: unknown): part is NamedShare =>
    typeof part === "object" &&
    part !== null &&
    "name" in part &&
    typeof part.name === "string" &&
    "share" in part &&
    typeof part.share === "number" &&
    part.share >= 0 &&
    part.share <= 1;
  if (!Array.isArray(given) || given.length === 0 || !given.every(isPart)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option ${JSON.stringify(option)} must be a list of { name, share } with shares from 0 to 1, got ` +
        showValue(given),
    );
  }
  requireDistinctNames(
    caller,
    given.map(({ name }) => name),
    option,
  );
  const sum = given.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    throw new ClienteleError(
      "weights-sum",
      { function: caller, value: sum },
      `the shares of option ${JSON.stringify(option)} sum to ${Number(sum.toPrecision(10))}, not to 1`,
    );
  }
  return given;
}

/** Where each part but the last ends, as a share of all. */
export function shareEnds(parts: readonly NamedShare[]): number[] {
  let end = 0;
  return parts.slice(0, -1).map(({ share }) => {
    end += share;
    return end;
  });
}
