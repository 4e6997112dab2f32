import {
  ClienteleError,
  didYouMean,
  type ModelFormat,
  type ModelHeader,
  readModel,
  showNames,
  showValue,
} from "../errors/index.js";
import { modelFormats } from "./model-formats.js";

/**
 * Reads a model of any kind from plain data, as `JSON.parse` gives it: checks its shape, upgrades what an older release
 * wrote, and freezes the result.
 *
 * Errors: `unusable-model`, with the name of what is wrong.
 *
 * @example
 * ```ts
 * const saved = JSON.stringify(fitBgNbd(customers));
 * const model = parseModel(JSON.parse(saved));
 * ```
 */
export function parseModel(json: unknown): ModelHeader {
  const caller = "parseModel";
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: json },
      "a model is an object with a " +
        `"kind"${typeof json === "string" ? "; parse the text with JSON.parse first" : ""}, got ${showValue(json)}`,
    );
  }
  const record = json as Record<string, unknown>;
  const format = modelFormats.find((candidate: ModelFormat) => candidate.kind === record["kind"]);
  if (format === undefined) {
    const kinds = modelFormats.map((known) => known.kind);
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: record["kind"] },
      `"kind" must be one of ${showNames(kinds)}, got ${showValue(record["kind"])}${didYouMean(record["kind"], kinds)}`,
    );
  }
  return readModel(caller, format, record);
}
