import type { Analysis, Command } from "./command/command.js";
import { kebabCase, type Option, type Options } from "./command/option.js";
import type { Locale } from "./command/text.js";
import type { CommandEntry } from "./commands.js";
import { engineOptions, outputOptions } from "./options/output-options.js";
import { readingOptions } from "./options/reading-options.js";

const words = {
  en: {
    usage: "Usage",
    commands: "Commands",
    kinds: "Kinds (--kind KIND, and --kind KIND --help for the options of each)",
    columns: "Columns and rows of orders (guessed where not named, and told)",
    own: "Options",
    tables: "Tables (--table TABLE)",
    engine: "Where it runs",
    file: "The file",
    out: "Output",
    more:
      "clientele COMMAND --help lists what a command can do. FILE is CSV (or .gz), .xlsx or .parquet; - reads\n" +
      "standard input. JSON is written inline, or as @file.json.",
    codes: "Exit code: 0 done, 1 the data are wrong (or a file cannot be read or written), 2 the command is wrong.",
  },
  zh: {
    usage: "用法",
    commands: "命令",
    kinds: "种类(--kind 种类;--kind 种类 --help 查看其选项)",
    columns: "订单的列与行(未指定的列将被推测并告知)",
    own: "选项",
    tables: "结果表(--table 表名)",
    engine: "运行位置",
    file: "文件",
    out: "输出",
    more:
      "clientele COMMAND --help 列出命令的选项。FILE 可以是 CSV(或 .gz)、.xlsx 或 .parquet;- 表示标准输入。\n" +
      "JSON 可直接写出,或用 @文件.json。",
    codes: "退出码:0 完成,1 数据有误(或文件无法读写),2 命令有误。",
  },
} as const;

/** The help of all commands. */
export function generalHelp(commands: readonly CommandEntry[], locale: Locale): string {
  const word = words[locale];
  return [
    `${word.usage}: clientele COMMAND FILE [--customer COLUMN] [--date COLUMN] [--amount COLUMN] [--out FILE] …`,
    ...list(
      word.commands,
      commands.map(({ name, help }) => [name, help[locale]]),
    ),
    "",
    word.more,
    word.codes,
    "",
  ].join("\n");
}

/** The help of a command; of one of its kinds, where that is named. */
export function commandHelp(
  { name, help }: CommandEntry,
  command: Command,
  kind: string | null,
  locale: Locale,
): string {
  const word = words[locale];
  const kinds = Object.entries(command);
  const [first] = kinds;
  const analysis = kind === null ? first![1] : command[kind]!;
  const shown = kinds.length < 2 ? "" : ` --kind ${kind ?? first![0]}`;
  const listed = kinds.length < 2 || kind !== null ? [] : kinds;
  return [
    `${word.usage}: clientele ${name}${analysis.withoutFile === true ? "" : " FILE"}${shown}`,
    "",
    kind === null ? help[locale] : analysis.help[locale],
    ...list(
      word.kinds,
      listed.map(([each, { help: what }], i) => [each, `${what[locale]}${i === 0 ? " [*]" : ""}`]),
    ),
    ...analysisHelp(analysis, locale),
    "",
  ].join("\n");
}

function analysisHelp({ orders, options, tables, onEngine, withoutFile }: Analysis, locale: Locale): string[] {
  const word = words[locale];
  return [
    ...section(word.own, options, locale),
    ...section(word.columns, orders ?? {}, locale),
    ...list(
      word.tables,
      (tables ?? []).map((table) => [table, ""]),
    ),
    ...(onEngine === true ? section(word.engine, engineOptions, locale) : []),
    ...(withoutFile === true ? [] : section(word.file, readingOptions, locale)),
    ...section(word.out, outputOptions, locale),
  ];
}

function section(title: string, options: Options, locale: Locale): string[] {
  return list(
    title,
    Object.entries(options).map(([name, option]) => [
      `--${kebabCase(name)}${placeholderOf(option)}`,
      option.help[locale],
    ]),
  );
}

const values: Readonly<Record<Option["kind"], string>> = {
  text: "TEXT",
  number: "NUMBER",
  flag: "",
  list: "TEXT,TEXT",
  numbers: "NUMBER,NUMBER",
  rate: "RATE",
  value: "VALUE",
  json: "JSON",
  features: "COLUMN,COLUMN:RULE",
  measures: "MEASURE:COLUMN",
  table: "FILE",
};

function placeholderOf({ kind, choices }: Option): string {
  const value = choices?.join("|") ?? values[kind];
  return value === "" ? "" : ` ${value}`;
}

/** A title and lines of two columns; what is too long for the first one has a line of its own. */
function list(title: string, lines: readonly (readonly [string, string])[]): string[] {
  if (lines.length === 0) return [];
  const width = Math.min(34, Math.max(...lines.map(([name]) => name.length)));
  return [
    "",
    `${title}:`,
    ...lines.map(([name, help]) => {
      const gap = name.length > width ? `\n${" ".repeat(width + 2)}` : " ".repeat(width - name.length);
      return `  ${name}${help === "" ? "" : `${gap}  ${help}`}`;
    }),
  ];
}
