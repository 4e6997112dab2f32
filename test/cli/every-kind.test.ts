import { describe, expect, it } from "vitest";
import type { Analysis, CommandResult } from "../../src/cli/command/command.js";
import { kebabCase, type Option, type Options } from "../../src/cli/command/option.js";
import { parseArguments } from "../../src/cli/command/parse-arguments.js";
import { CommandSession } from "../../src/cli/command-session.js";
import { commands } from "../../src/cli/commands.js";
import { readingOptions } from "../../src/cli/options/reading-options.js";
import { render } from "../../src/cli/output/formats.js";
import { calls, furtherFiles, orders } from "./calls-of-every-kind.js";
import { temporaryFolder } from "./command-line.js";

const { file } = temporaryFolder();

/** What an analysis finds, asked as the command line asks it. */
function sessionOf(analysis: Analysis, args: readonly string[]) {
  const parsed = parseArguments(args, { ...analysis.orders, ...analysis.options, ...readingOptions });
  const streams = { stderr: { write: () => true } };
  const call = { analysis, written: parsed.written, file: parsed.files[0] ?? "", locale: "en", columns: [] } as const;
  return { parsed, session: new CommandSession({ ...call, columns: [], streams }) };
}

const loaded = await Promise.all(commands.map(async ({ name, load }) => ({ name, command: await load() })));
const kinds = loaded.flatMap(({ name, command }) =>
  Object.entries(command).map(([kind, analysis]) => ({ name, kind, analysis })),
);

/** A call of a kind with other arguments, or those that are listed, after its files are written. */
async function answer(name: string, kind: string, analysis: Analysis, others?: readonly string[]) {
  const [content, ...listed] = calls[`${name} ${kind}`]!;
  const args = (others ?? listed).map((arg) => (arg in furtherFiles ? file(arg, furtherFiles[arg]!) : arg));
  const input = analysis.withoutFile === true ? [] : [file("rows.csv", content ?? orders)];
  const { parsed, session } = sessionOf(analysis, [...input, ...args]);
  expect(parsed.files).toHaveLength(input.length);
  return session.run();
}

const answers = new Map<string, Promise<CommandResult | string>>();

/** The answer to the call that is listed, computed once. */
function listedAnswer({ name, kind, analysis }: (typeof kinds)[number]): Promise<CommandResult | string> {
  const key = `${name} ${kind}`;
  const known = answers.get(key) ?? answer(name, kind, analysis);
  answers.set(key, known);
  return known;
}

describe("every kind of every command answers", () => {
  it.each(kinds)("$name --kind $kind", async (each) => {
    const { name, kind, analysis } = each;
    expect(calls[`${name} ${kind}`], "has a call listed").toBeDefined();
    const result = await listedAnswer(each);
    if (typeof result === "string") {
      expect(result).toMatch(/^<!doctype html>/i);
      return;
    }
    expect(Object.keys(result.tables ?? {})).toEqual(analysis.tables ?? []);
    const text = [...render(result, "text", { formulas: "escape", locale: "en" })].join("");
    expect(text.split("\n").length).toBeGreaterThan(3);
    expect(text).not.toMatch(/\b(undefined|NaN|\[object)\b/);
  });
});

/** The default that the help of an option states, where it is a value that can be written; null elsewhere. */
function statedDefault({ kind, choices, help }: Option, columns: readonly string[]): string | null {
  const stated = /\[([^[\]]*)\][^[\]]*$/.exec(help.en)?.[1];
  if (stated === undefined) return null;
  if (choices !== undefined) return choices.includes(stated) ? stated : null;
  if (kind === "flag") return /^(true|false)$/.test(stated) ? stated : null;
  if (kind === "measures") return stated;
  if (kind === "text") return help.en.includes("column") && columns.includes(stated) ? stated : null;
  return /^[\d.]+(,[\d.]+)*$/.test(stated) && (kind === "numbers" || !stated.includes(",")) ? stated : null;
}

/** The names that a help text gives in brackets. */
function namesIn({ help }: Option): string[] {
  return help.en.split(/[[\]]/).filter((part) => /^\w+$/.test(part));
}

/** A default as it is written on the command line. */
function written(name: string, { kind }: Option, value: string): string[] {
  if (kind === "flag") return [value === "true" ? `--${kebabCase(name)}` : `--no-${kebabCase(name)}`];
  return [`--${kebabCase(name)}`, value];
}

/** Arguments without an option and its value. */
function without(name: string, args: readonly string[]): string[] {
  const at = args.indexOf(`--${kebabCase(name)}`);
  if (at < 0) return [...args];
  const takesValue = at + 1 < args.length && !args[at + 1]!.startsWith("--");
  return args.filter((_, i) => i !== at && !(takesValue && i === at + 1));
}

/** All that an answer says, or why there is none. */
async function everythingIn(asked: Promise<CommandResult | string>): Promise<string> {
  // An error about a column that nobody wrote says in addition which option names another.
  const result = await asked.catch((error: Error) => error.message.replace(/, and option "\w+" names no other/, ""));
  if (typeof result === "string") return result;
  const tables = Object.values({ first: result.table, ...result.tables });
  const rows = tables.map((table) => JSON.stringify([table.columnNames, [...table]]));
  return [...(result.before ?? []), ...rows, ...(result.after ?? [])].join("\n");
}

describe("the defaults that the help states are those of the functions", () => {
  it.each(kinds)("$name --kind $kind", async (each) => {
    const { name, kind, analysis } = each;
    const [content, ...args] = calls[`${name} ${kind}`]!;
    const header = (content ?? orders).split("\n")[0]!.split(",");
    const options: Options = { ...analysis.orders, ...analysis.options };
    const stated = Object.entries(options).flatMap(([option, form]) => {
      // A default column that is not there is the same error by name and by default.
      const value = statedDefault(form, isWritten(option) ? namesIn(form) : header);
      return value === null ? [] : [{ option, args: written(option, form, value) }];
    });
    const isListed = ({ option }: { readonly option: string }) => isWritten(option);
    const found = await everythingIn(listedAnswer(each));
    const silent = stated.filter((one) => !isListed(one));
    const all = silent.length === 0 ? found : await ask([...args, ...silent.flatMap((one) => one.args)]);
    if (all !== found) {
      // Some of them exclude each other, or one is wrong.
      for (const one of silent) expect(await ask([...args, ...one.args]), one.args.join(" ")).toBe(found);
    }
    for (const one of stated.filter(isListed)) {
      const others = without(one.option, args);
      expect(await ask([...others, ...one.args]), one.args.join(" ")).toBe(await ask(others));
    }

    function isWritten(option: string): boolean {
      return without(option, args).length < args.length;
    }

    function ask(asked: readonly string[]): Promise<string> {
      return everythingIn(Promise.resolve().then(() => answer(name, kind, analysis, asked)));
    }
  });

  it.each(kinds)("in both languages: $name --kind $kind", ({ analysis }) => {
    for (const [option, form] of Object.entries<Option>({ ...analysis.orders, ...analysis.options })) {
      const value = statedDefault(form, namesIn(form));
      if (value === null) continue;
      const inChinese = form.kind === "flag" ? { true: "是", false: "否" }[value] : value;
      expect(form.help.zh, option).toContain(`[${inChinese}]`);
    }
  });
});
