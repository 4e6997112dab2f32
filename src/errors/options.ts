import { ClienteleError } from "./clientele-error.js";
import { didYouMean } from "./nearest-name.js";
import { longestShown, mostNamesShown, showNames, showValue } from "./show-value.js";

/**
 * The value of an option that has a fixed set of words, or the default; anything else is an error that lists the words.
 */
export function oneOf<Word extends string>(
  caller: string,
  option: string,
  value: Word | undefined,
  words: readonly Word[],
  fallback: Word,
): Word {
  if (value === undefined) return fallback;
  if (words.includes(value)) return value;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option ${JSON.stringify(option)} must be one of ${showNames(words)}, got ${showValue(value)}` +
      didYouMean(value, words),
  );
}

/** An option that is true or false. */
export function booleanOption(caller: string, option: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value === "boolean") return value;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option ${JSON.stringify(option)} must be true or false, got ${showValue(value)}`,
  );
}

/** Bounds for a numeric option. */
export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
  /** The bounds themselves are not allowed. */
  readonly exclusive?: boolean;
  readonly integer?: boolean;
}

/** A numeric option within its bounds (always finite), or an error that states them. */
export function numberOption(caller: string, option: string, value: unknown, bounds: NumberBounds = {}): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, exclusive = false, integer = false } = bounds;
  if (typeof value === "number" && Number.isFinite(value)) {
    const inside = exclusive ? value > min && value < max : value >= min && value <= max;
    if (inside && (!integer || Number.isInteger(value))) return value;
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option ${JSON.stringify(option)} must be ${describeBounds(bounds)}, got ${showValue(value)}`,
  );
}

/** The level of an interval [0.95], strictly between 0 and 1. */
export function levelOption(caller: string, option: "level" | "confidence", value: unknown): number {
  return numberOption(caller, option, value ?? 0.95, { min: 0, max: 1, exclusive: true });
}

function describeBounds({ min, max, exclusive = false, integer = false }: NumberBounds): string {
  const noun = integer ? "a whole number" : "a finite number";
  const [above, below] = exclusive ? ["above", "below"] : ["of at least", "of at most"];
  if (min !== undefined && max !== undefined) return `${noun} ${exclusive ? "strictly " : ""}between ${min} and ${max}`;
  if (min !== undefined) return `${noun} ${above} ${min}`;
  if (max !== undefined) return `${noun} ${below} ${max}`;
  return noun;
}

/** Refuses option names that the function does not know, so that a typing error never passes in silence. */
export function knownOptions(caller: string, options: object, known: readonly string[]): void {
  if (!isNamed(options)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options },
      `the options must be an object with any of ${listOf(known)}; got ${showValue(options)}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: name },
      `there is no option ${showValue(name)}; the options are ${listOf(known)}${didYouMean(name, known)}`,
    );
  }
}

/**
 * The entries of an option that says something of names of the caller's own, such as columns; `what` says it with an
 * example: `policies by column such as { city: "mostRecent" }`.
 */
export function namedEntries<Value>(
  caller: string,
  option: string,
  given: Readonly<Record<string, Value>>,
  what: string,
): [string, Value][] {
  if (isNamed(given)) return Object.entries(given);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option ${JSON.stringify(option)} must give ${what}, got ${showValue(given)}`,
  );
}

function isNamed(given: unknown): given is object {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

/** Names one after the other; of thousands, as columns can be, the first. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNamesShown).map((name) => name.slice(0, longestShown));
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}
