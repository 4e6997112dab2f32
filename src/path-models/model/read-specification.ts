import {
  booleanOption,
  ClienteleError,
  columnList,
  knownOptions,
  numberOption,
  oneOf,
  showNames,
  showValue,
} from "../../errors/index.js";
import { answerCodeNames, answerReader } from "../../table/index.js";
import { missingPolicies } from "../moments/missing-policy.js";
import { findCycle, type WeightMode } from "../solver/pls-plan.js";
import type { ConstructSpecification, PathModelOptions, PathSpecification } from "./path-specification.js";

const modes: readonly WeightMode[] = ["A", "B", "unit"];

/** Names of the options of a path model. */
export const pathModelOptionNames = [
  "constructs",
  "paths",
  "scheme",
  "consistent",
  "missing",
  "weights",
  "scale",
  "tolerance",
  "maxIterations",
  "stopRule",
  "deviation",
  "fSquared",
  ...answerCodeNames,
] as const;

/**
 * Checks the options of a path model and writes them out in full. Errors: `invalid-option` (a construct without items,
 * an unknown construct in a path, …), `duplicate-column` (an item twice in one construct), `cyclic-paths`.
 */
export function readSpecification(caller: string, options: PathModelOptions): PathSpecification {
  if (typeof options !== "object" || options === null) {
    throw invalid(
      caller,
      options,
      `options must be an object with "constructs" and "paths", got ${showValue(options)}`,
    );
  }
  knownOptions(caller, options, pathModelOptionNames);
  const constructs = readConstructs(caller, options.constructs);
  const paths = readPaths(caller, options.paths, constructs);
  checkHigherOrder(caller, constructs, paths);
  checkConnected(caller, constructs, paths);
  answerReader(caller, options);
  return {
    constructs,
    paths,
    scheme: oneOf(caller, "scheme", options.scheme, ["path", "factorial", "centroid"], "path"),
    consistent: booleanOption(caller, "consistent", options.consistent, false),
    missing: oneOf(caller, "missing", options.missing, missingPolicies, "error"),
    weights: typeof options.weights === "string" ? options.weights : null,
    weightsGiven: options.weights !== undefined && typeof options.weights !== "string",
    ranges: readRanges(caller, options.scale, itemsOf(constructs)),
    tolerance: numberOption(caller, "tolerance", options.tolerance ?? 1e-10, { min: 0, exclusive: true }),
    maxIterations: numberOption(caller, "maxIterations", options.maxIterations ?? 300, { min: 1, integer: true }),
    stopRule: oneOf(caller, "stopRule", options.stopRule, ["absolute", "squared"], "absolute"),
    deviation: oneOf(caller, "deviation", options.deviation, ["sample", "population"], "sample"),
    fSquared: oneOf(caller, "fSquared", options.fSquared, ["refit", "fixed"], "refit"),
    ...(options.missingValues === undefined ? {} : { missingValues: [...options.missingValues] }),
    ...(options.answerLabels === undefined ? {} : { answerLabels: { ...options.answerLabels } }),
  };
}

/** The items of a model, each once, in the order in which the constructs name them. */
export function itemsOf(constructs: readonly ConstructSpecification[]): string[] {
  return [...new Set(constructs.flatMap((construct) => construct.items))];
}

function readConstructs(caller: string, constructs: PathModelOptions["constructs"]): ConstructSpecification[] {
  if (typeof constructs !== "object" || constructs === null || Object.keys(constructs).length === 0) {
    throw invalid(
      caller,
      constructs,
      'option "constructs" must say which items stand for which construct, { name: { items: [...] } }, got ' +
        `${showValue(constructs)}`,
    );
  }
  return Object.entries(constructs).map(([name, given]) => {
    if (typeof given !== "object" || given === null) {
      throw invalid(caller, given, `construct ${showValue(name)} must be { items: [...] }, got ${showValue(given)}`);
    }
    const unknown = Object.keys(given).find((key) => !["items", "constructs", "mode"].includes(key));
    if (unknown !== undefined) {
      throw invalid(
        caller,
        unknown,
        `construct ${showValue(name)} has no option ${showValue(unknown)}; it takes items, constructs, mode`,
      );
    }
    const higher = "constructs" in given && given.constructs !== undefined;
    const items = "items" in given ? given.items : undefined;
    if (higher && items !== undefined) {
      throw invalid(caller, name, `construct ${showValue(name)} must have items or constructs, not both`);
    }
    const mode = oneOf(caller, `mode of ${name}`, given.mode, modes, "A");
    const parts = columnList(
      caller,
      `constructs.${name}.${higher ? "constructs" : "items"}`,
      higher ? given.constructs : items,
    );
    return higher
      ? { name, mode, items: [], constructs: [...parts] }
      : { name, mode, items: [...parts], constructs: [] };
  });
}

function readPaths(
  caller: string,
  paths: PathModelOptions["paths"],
  constructs: readonly ConstructSpecification[],
): { from: string; to: string }[] {
  if (!Array.isArray(paths)) {
    throw invalid(caller, paths, `option "paths" must be an array of { from, to }, got ${showValue(paths)}`);
  }
  const names = constructs.map((construct) => construct.name);
  const seen = new Set<string>();
  const placed = Array.from(paths, (path: unknown) => {
    const { from, to } = (typeof path === "object" && path !== null ? path : {}) as { from?: unknown; to?: unknown };
    if (typeof path === "object" && path !== null) knownOptions(caller, path, ["from", "to"]);
    for (const end of [from, to]) {
      if (typeof end === "string" && names.includes(end)) continue;
      throw invalid(
        caller,
        end,
        `a path must lead from one construct to another, { from, to }; ${showValue(end)} is not one of ` +
          `${showNames(names)}`,
      );
    }
    const pair = { from: names.indexOf(from as string), to: names.indexOf(to as string) };
    const key = `${pair.from} ${pair.to}`;
    if (seen.has(key))
      throw invalid(caller, path, `the path from ${showValue(from)} to ${showValue(to)} is given twice`);
    seen.add(key);
    return pair;
  });
  const cycle = findCycle(names.length, placed);
  if (cycle !== null) {
    throw new ClienteleError(
      "cyclic-paths",
      { function: caller, value: cycle.map((place) => names[place]!) },
      `the paths run in a circle: ${cycle.map((place) => names[place]!).join(" → ")}`,
    );
  }
  return placed.map(({ from, to }) => ({ from: names[from]!, to: names[to]! }));
}

function checkHigherOrder(
  caller: string,
  constructs: readonly ConstructSpecification[],
  paths: PathSpecification["paths"],
): void {
  const owner = new Map<string, string>();
  for (const { name, constructs: parts } of constructs) {
    for (const part of parts) {
      const found = constructs.find((construct) => construct.name === part);
      if (found === undefined || found.constructs.length > 0) {
        const problem = found === undefined ? "is not a construct of the model" : "is itself of higher order";
        throw invalid(caller, part, `construct ${showValue(name)} names ${showValue(part)}, which ${problem}`);
      }
      if (owner.has(part)) {
        throw invalid(
          caller,
          part,
          `${showValue(part)} is part of both ${showValue(owner.get(part))} and ${showValue(name)}`,
        );
      }
      owner.set(part, name);
      if (paths.some((path) => path.from === part || path.to === part)) {
        throw invalid(
          caller,
          part,
          `${showValue(part)} is part of ${showValue(name)} and cannot have paths of its own; let them begin or ` +
            `end at ${showValue(name)}`,
        );
      }
    }
  }
}

/** Weights that come from the neighbors need neighbors. */
function checkConnected(
  caller: string,
  constructs: readonly ConstructSpecification[],
  paths: PathSpecification["paths"],
): void {
  const parts = new Set(constructs.flatMap((construct) => construct.constructs));
  for (const { name, mode, items } of constructs) {
    if (mode === "unit" || items.length === 1 || parts.has(name)) continue;
    if (paths.some((path) => path.from === name || path.to === name)) continue;
    throw invalid(
      caller,
      name,
      `construct ${showValue(name)} is in no path, so there is nothing to weigh its items by; give it a path or ` +
        'mode "unit"',
    );
  }
}

function readRanges(
  caller: string,
  scale: PathModelOptions["scale"],
  items: readonly string[],
): PathSpecification["ranges"] {
  if (scale === undefined) return [];
  if (Array.isArray(scale)) {
    const [minimum, maximum] = readRange(caller, "scale", scale);
    return items.map((item) => ({ item, minimum, maximum }));
  }
  if (typeof scale !== "object" || scale === null) {
    throw invalid(
      caller,
      scale,
      `option "scale" must be [lowest, highest] or { item: [lowest, highest] }, got ${showValue(scale)}`,
    );
  }
  return Object.entries(scale).map(([item, range]) => {
    if (!items.includes(item))
      throw invalid(caller, item, `option "scale" names ${showValue(item)}, which is no item of the model`);
    const [minimum, maximum] = readRange(caller, `scale of ${item}`, range);
    return { item, minimum, maximum };
  });
}

function readRange(caller: string, name: string, range: unknown): readonly [number, number] {
  const [low, high] = Array.isArray(range) && range.length === 2 ? (range as unknown[]) : [];
  if (
    typeof low === "number" &&
    typeof high === "number" &&
    Number.isFinite(low) &&
    Number.isFinite(high) &&
    low < high
  ) {
    return [low, high];
  }
  const shown = Array.isArray(range) ? `[${range.map(showValue).join(", ")}]` : showValue(range);
  throw invalid(
    caller,
    range,
    `option ${showValue(name)} must be [lowest, highest], two numbers in ascending order, got ${shown}`,
  );
}

function invalid(caller: string, value: unknown, problem: string): ClienteleError {
  return new ClienteleError("invalid-option", { function: caller, value }, problem);
}
