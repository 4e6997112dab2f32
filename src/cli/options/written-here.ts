import { kebabCase, type Options } from "../command/option.js";
import { readingOptions } from "./reading-options.js";

/** The message of a function with the options as they are written here: `missingCustomer: "drop"` is an option, too. */
export function inOptions(message: string, options: Options): string {
  const written = new Map(Object.entries(options).map(([name, option]) => [option.as ?? name, { name, option }]));
  return message
    .replace(/\boption "([A-Za-z]+)"/g, (whole, name: string) => {
      const found = written.get(name);
      return found === undefined ? whole : `--${kebabCase(found.name)}`;
    })
    .replace(/\b([A-Za-z]+): "([\w-]+)"/g, (whole, name: string, value: string) => {
      const found = written.get(name);
      return found?.option.choices?.includes(value) === true ? `--${kebabCase(found.name)} ${value}` : whole;
    });
}

/** Options of `readCsv` that say how a file is written, and that functions advise when they cannot read a value. */
const adviceNames = ["delimiter", "encoding", "decimal", "thousands", "currency", "percent", "dateFormat"];
const advice = new RegExp(`\\b(${adviceNames.join("|")}): ("(?:[^"\\\\]|\\\\.)*"|true)(, )?`, "g");

/** The message with such options as they are written here; null where it has none. */
export function inReadingOptions(message: string): string | null {
  let found = false;
  const text = message.replace(advice, (_, name: string, value: string, next?: string) => {
    found = true;
    return `${writtenOption(name, JSON.parse(value))}${next === undefined ? "" : " "}`;
  });
  return found ? text.replace(/ \(an option of [^)]*\)/, "") : null;
}

/** Options of `readCsv` as a user of a shell writes them: `--delimiter ";" --date-format dmy`. */
export function asArguments(options: Readonly<Record<string, unknown>>): string {
  return Object.entries(options)
    .filter(([name, value]) => name in readingOptions && value !== undefined)
    .map(([name, value]) => writtenOption(name, value))
    .join(" ");
}

function writtenOption(name: string, value: unknown): string {
  const option = `--${kebabCase(name)}`;
  if (value === true) return option;
  if (value === false) return `--no-${kebabCase(name)}`;
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string" && !one.includes(","));
  const text = typeof value === "string" ? value : isList ? value.join(",") : JSON.stringify(value);
  // What may stand alone takes its value behind a sign of equality only.
  const joint = readingOptions[name]?.orList === true ? "=" : " ";
  return `${option}${joint}${quotedForShell(text === "\t" ? "\\t" : text)}`;
}

/** Text as one word of a shell; in single quotes where double ones would not keep it as it is. */
function quotedForShell(text: string): string {
  if (/^[\w.,:/@%+-]+$/.test(text)) return text;
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}
