import type { Command } from "./command/command.js";
import { kebabCase, type Options } from "./command/option.js";
import type { Locale } from "./command/text.js";
import { orderOptions } from "./options/order-options.js";
import { readingOptions } from "./options/reading-options.js";

const words = {
  en: {
    usage: "Usage",
    commands: "Commands",
    columns: "Columns and rows",
    own: "Options",
    file: "The file",
    out: "Output",
  },
  zh: { usage: "用法", commands: "命令", columns: "列与行", own: "选项", file: "文件", out: "输出" },
} as const;

/** Where a result goes; every command takes these. */
export const outputOptions: Options = {
  out: { kind: "text", help: { en: "the file to write: .csv, .json, .md, .html, .parquet", zh: "要写入的文件" } },
  format: {
    kind: "text",
    choices: ["text", "csv", "json", "md", "html", "parquet"],
    help: { en: "text, csv, json, md, html, parquet", zh: "输出格式" },
  },
  rows: { kind: "number", help: { en: "rows that a text shows [20]", zh: "文本显示的行数 [20]" } },
  locale: { kind: "text", choices: ["en", "zh"], help: { en: "en or zh", zh: "语言:en 或 zh" } },
  quiet: { kind: "flag", help: { en: "say nothing beside the result", zh: "除结果外不输出" } },
  help: { kind: "flag", help: { en: "this help", zh: "显示帮助" } },
};

/** The help of all commands. */
export function generalHelp(commands: readonly Command[], locale: Locale): string {
  const word = words[locale];
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${word.usage}: clientele COMMAND FILE [--customer COLUMN] [--date COLUMN] [--amount COLUMN] [--out FILE] …`,
    "",
    `${word.commands}:`,
    ...commands.map(({ name, help }) => `  ${name.padEnd(width)}  ${help[locale]}`),
    "",
    locale === "en"
      ? "clientele COMMAND --help lists the options of a command. FILE is CSV (or .gz), .xlsx or .parquet."
      : "clientele COMMAND --help 列出命令的选项。FILE 可以是 CSV(或 .gz)、.xlsx 或 .parquet。",
    locale === "en"
      ? "Exit code: 0 done, 1 the data are wrong, 2 the command is wrong."
      : "退出码:0 完成,1 数据有误,2 命令有误。",
    "",
  ].join("\n");
}

/** The help of a command. */
export function commandHelp({ name, help, options }: Command, locale: Locale): string {
  const word = words[locale];
  const own = Object.fromEntries(Object.entries(options).filter(([option]) => !(option in orderOptions)));
  const shared = Object.fromEntries(Object.entries(options).filter(([option]) => option in orderOptions));
  return [
    `${word.usage}: clientele ${name} FILE`,
    "",
    help[locale],
    ...section(word.columns, shared, locale),
    ...section(word.own, own, locale),
    ...section(word.file, readingOptions, locale),
    ...section(word.out, outputOptions, locale),
    "",
  ].join("\n");
}

function section(title: string, options: Options, locale: Locale): string[] {
  const lines = Object.entries(options).map(([name, option]) => {
    const value = option.kind === "flag" ? "" : ` ${option.choices?.join("|") ?? option.kind.toUpperCase()}`;
    return { option: `  --${kebabCase(name)}${value}`, help: option.help[locale] };
  });
  if (lines.length === 0) return [];
  const width = Math.min(34, Math.max(...lines.map(({ option }) => option.length)));
  return ["", `${title}:`, ...lines.map(({ option, help }) => `${option.padEnd(width)}  ${help}`)];
}
