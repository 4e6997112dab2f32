import { reduceOrders } from "../../../customers/index.js";
import { customerView, detectSignals, type SignalRule } from "../../../signals/index.js";
import { createTable, type Table } from "../../../table/index.js";
import type { Analysis, Command, CommandContext } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";
import { notesOf } from "../../output/figures.js";

const tables = option("json", 'files of further tables: {"complaints":"complaints.csv"}', "其他表的文件(JSON)");
const columnNames = renamed(
  "columns",
  option("json", 'columns of the tables: {"complaints":{"date":"day"}}', "各表的列(JSON)"),
);

interface Further {
  readonly tables?: Readonly<Record<string, string>>;
  readonly columns?: Readonly<Record<string, object>>;
}

/** Orders and the further tables by name, and which columns of the orders hold what. */
async function tablesOf(context: CommandContext, { tables: paths = {}, columns: named = {} }: Further) {
  const { table, columns: found } = await context.ordersInMemory();
  const given: [string, Table][] = [["orders", table]];
  for (const [name, path] of Object.entries(paths)) given.push([name, await context.read(path)]);
  const { customer, date, amount } = found;
  const roles = { customer, date, ...(typeof amount === "string" ? { amount } : {}) };
  return { end: reduceOrders(table, found).end, given: Object.fromEntries(given), named: { orders: roles, ...named } };
}

const all: Analysis = {
  help: bothLanguages("what a team should look at today, by the money at stake", "今日应关注的客户信号"),
  orders: orderOptions,
  options: {
    tables,
    columnNames,
    rules: option("list", "signals to look for, by name; JSON for rules of your own [all]", "要检测的信号 [全部]"),
    asOf: option("text", "the day [last order]", "日期 [最后订单]"),
    state: option("json", "what the last run left: @state.json", "上次运行的状态:@state.json"),
    alarmsPerDay: option("number", "false alarms a day that may be expected", "每日允许的误报数"),
    within: option("number", "days back within which a signal may have begun", "信号发生的回看天数"),
    silence: option("number", "days without signals after an action", "行动后的静默天数"),
  },
  tables: ["signals", "open", "rules"],
  run: async (context) => {
    type Asked = Further & { readonly rules?: readonly SignalRule[]; readonly asOf?: string };
    const { tables: paths, columns: named, rules = "all", asOf, ...others } = await context.values<Asked>();
    const further = { ...(paths && { tables: paths }), ...(named && { columns: named }) };
    const { end, given, named: roles } = await tablesOf(context, further);
    const found = detectSignals(given, rules, { ...others, columns: roles, asOf: asOf ?? end } as never);
    return {
      table: found,
      tables: { signals: found, open: found.open, rules: found.rules },
      after: notesOf(found.warnings),
    };
  },
};

/** What happens to customers that somebody should look at. */
export const signals: Command = { signals: all };

const view: Analysis = {
  help: bothLanguages("everything that is known about one customer", "单个客户的全部信息"),
  orders: orderOptions,
  options: {
    id: option("value", "the id of the customer", "客户编号"),
    tables,
    columnNames,
    asOf: option("text", "the day [none]", "日期 [无]"),
    viewRows: renamed("rows", option("number", "rows of each table [10]", "每张表的行数 [10]")),
  },
  run: async (context) => {
    type Asked = Further & { readonly id?: string | number; readonly asOf?: string; readonly rows?: number };
    const { id, tables: paths, columns: named, ...others } = await context.values<Asked>();
    if (id === undefined) throw new CommandError("name the customer with --id ID", "请用 --id 编号 指定客户");
    const further = { ...(paths && { tables: paths }), ...(named && { columns: named }) };
    const { given, named: roles } = await tablesOf(context, further);
    const found = customerView(id, given, { ...others, columns: roles } as never);
    const facts = found.sections.flatMap((section) =>
      section.facts.map(({ name, value }) => ({ section: section.title, name, value: String(value ?? "") })),
    );
    const names = ["section", "name", "value"] as const;
    const table = createTable(names.map((name) => [name, facts.map((fact) => fact[name])] as const));
    return { table, before: [found.toText()], after: notesOf(found.warnings) };
  },
};

/** One customer. */
export const customer: Command = { view };
