import { readFile } from "node:fs/promises";
import { summarizeCustomers } from "../../customers/index.js";
import { abcClasses, type ColumnRule, customerPyramid, segmentByRules } from "../../segments/index.js";
import type { Table } from "../../table/index.js";
import type { Command, CommandResult } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  scheme: {
    kind: "text",
    choices: ["pyramid", "abc", "rules"],
    help: {
      en: "tiers by share, ABC classes, or rules of your own [pyramid]",
      zh: "金字塔、ABC 或自定义规则 [pyramid]",
    },
  },
  value: {
    kind: "text",
    help: { en: "a column to rank by, for a file with one row per customer", zh: "排序用的数值列(每行一个客户)" },
  },
  rules: { kind: "text", help: { en: "a JSON file with rules, for --scheme rules", zh: "规则文件(JSON)" } },
} as const;

interface Asked {
  readonly scheme?: "pyramid" | "abc" | "rules";
  readonly value?: string;
  readonly rules?: string;
}

/** Classes of customers, each with its reason. */
export const segments: Command = {
  name: "segments",
  help: {
    en: "classes of customers, each with its reason: pyramid, ABC, rules",
    zh: "客户分级及理由:金字塔、ABC、规则",
  },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const rows = await read(file);
    const { scheme = "pyramid", value, rules } = readValues(own, written) as Asked;
    if (scheme === "rules") return byRules(rows, written["customer"], rules);
    const customers = value === undefined ? summarizeCustomers(rows, completeOrderOptions(rows, written, tell)) : rows;
    const by = value ?? "revenue";
    return scheme === "abc"
      ? classified(abcClasses(customers, { value: by }))
      : classified(customerPyramid(customers, { value: by, ...idOf(written["customer"], value) }));
  },
};

/** The column of ids of a file with one row per customer; summaries of orders have their own. */
function idOf(customer: string | boolean | undefined, value: string | undefined): { readonly customer?: string } {
  return value !== undefined && typeof customer === "string" ? { customer } : {};
}

async function byRules(
  rows: Table,
  customer: string | boolean | undefined,
  path: string | undefined,
): Promise<CommandResult> {
  if (path === undefined) throw new CommandError("--scheme rules needs --rules FILE.json");
  const text = await readFile(path, "utf8");
  try {
    const rules = JSON.parse(text) as readonly ColumnRule[];
    return classified(segmentByRules(rows, rules, typeof customer === "string" ? { customer } : {}));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(`${path} is not JSON: ${error.message}`);
  }
}

function classified(classes: object): CommandResult {
  const { summary, warnings } = classes as { summary(): Table; readonly warnings: readonly string[] };
  return {
    table: classes as Table,
    before: [String(summary())],
    after: warnings.map((warning) => `Note: ${warning}`),
  };
}
