import { readFileSync } from "node:fs";
import { CommandError } from "./command-error.js";
import { kebabCase, type Option, type Options, type Written } from "./option.js";

/** The values of options that were written, by their names in the function; the others are absent. */
export function readValues(options: Options, written: Written): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const given = written[kebabCase(name)];
    if (given !== undefined) values[option.as ?? name] = readValue(`--${kebabCase(name)}`, option, given);
  }
  return values;
}

function readValue(name: string, { kind, choices }: Option, given: string | boolean): unknown {
  if (typeof given === "boolean") return given;
  if (choices !== undefined && !choices.includes(given)) {
    const shown = JSON.stringify(given);
    throw new CommandError(
      `${name} must be one of ${choices.join(", ")}, got ${shown}`,
      `${name} 只能是 ${choices.join("、")},不能是 ${shown}`,
    );
  }
  if (kind === "text" || kind === "table") return given;
  if (kind === "number") return readNumber(name, given);
  if (kind === "rate") return readRate(name, given);
  if (kind === "json" || /^[@{["]/.test(given)) return readJson(name, given);
  if (kind === "value") return readPlainValue(given);
  const parts = given.split(",").map((part) => part.trim());
  if (kind === "numbers") return parts.map((part) => readNumber(name, part));
  if (kind === "features") return readFeatures(parts);
  return kind === "measures" ? readMeasures(name, parts) : parts;
}

function readNumber(name: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== "" && Number.isFinite(value)) return value;
  const shown = JSON.stringify(given);
  throw new CommandError(`${name} must be a number, got ${shown}`, `${name} 需要数字,不能是 ${shown}`);
}

const periods = ["annual", "monthly", "perUnit", "continuousPerUnit"];

function readRate(name: string, given: string): Readonly<Record<string, number>> {
  const [period, rate] = given.includes(":") ? given.split(":", 2) : ["annual", given];
  if (periods.includes(period!)) return { [period!]: readNumber(name, rate!) };
  const [shown, forms] = [JSON.stringify(given), periods.slice(1).map((form) => `${form}:0.01`)];
  throw new CommandError(
    `${name} must be a rate a year such as 0.1, or ${forms.join(", ")}, got ${shown}`,
    `${name} 需要年利率(如 0.1)或 ${forms.join("、")},不能是 ${shown}`,
  );
}

function readJson(name: string, given: string): unknown {
  try {
    const isFile = given.startsWith("@") || /^[^{["].*\.json$/is.test(given);
    return JSON.parse(isFile ? readFileSync(given.replace(/^@/, ""), "utf8").replace(/^\ufeff/, "") : given);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `${name} takes JSON, inline or as @file.json: ${problem}`,
      `${name} 需要 JSON(直接写出或 @文件.json):${problem}`,
    );
  }
}

function readPlainValue(given: string): unknown {
  if (given === "true" || given === "false") return given === "true";
  return given.trim() !== "" && Number.isFinite(Number(given)) ? Number(given) : given;
}

/** `age,income:log` as rules of features; a list of names where no rule is given. */
function readFeatures(parts: readonly string[]): readonly string[] | Readonly<Record<string, string>> {
  if (parts.every((part) => !part.includes(":"))) return parts;
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.lastIndexOf(":");
      return at < 0 ? [part, "zscore"] : [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** `count,sum:amount` as measures, named count and amount, or sumOfAmount where two are of one column. */
function readMeasures(name: string, parts: readonly string[]): Readonly<Record<string, unknown>> {
  const measured = parts.map((part) => {
    const at = part.indexOf(":");
    return at < 0 ? { kind: part, column: null } : { kind: part.slice(0, at), column: part.slice(at + 1) };
  });
  for (const { kind, column } of measured) {
    if ((kind === "count") === (column === null)) continue;
    throw new CommandError(
      `${name} takes measures such as count,sum:amount,mean:price, or JSON; got ${JSON.stringify(parts.join(","))}`,
      `${name} 需要指标,如 count,sum:amount,mean:price,或 JSON`,
    );
  }
  const columns = measured.map(({ column }) => column);
  return Object.fromEntries(
    measured.map(({ kind, column }) => {
      if (column === null) return ["count", { count: true }];
      const isAlone = columns.indexOf(column) === columns.lastIndexOf(column) && column !== "count";
      return [isAlone ? column : `${kind}:${column}`, { [kind]: column }];
    }),
  );
}
