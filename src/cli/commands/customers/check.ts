import { open } from "node:fs/promises";
import { checkOrders } from "../../../customers/index.js";
import { sniffCsv } from "../../../table/index.js";
import type { Analysis, Command, CommandContext } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { fileSize } from "../../input/read-file.js";
import { orderColumnOptions, withOneAmount } from "../../options/order-options.js";
import { asArguments } from "../../options/written-here.js";
import { notesOf } from "../../output/figures.js";

const orders: Analysis = {
  help: bothLanguages("what is in an order file, and what will go wrong with it", "订单文件的内容与问题"),
  options: {
    ...orderColumnOptions,
    asOf: option("text", "dates after it lie in the future [now]", "此后的日期视为未来 [现在]"),
  },
  tables: ["findings", "columns", "candidates"],
  run: async (context) => {
    const rows = await context.read();
    const found = checkOrders(rows, withOneAmount(await context.values()));
    const { findings, columns, candidates } = found;
    return {
      table: findings,
      tables: { findings, columns, candidates },
      picture: found,
      before: [...factsOf(found, context), String(columns)],
    };
  },
};

function factsOf(found: ReturnType<typeof checkOrders>, { say }: CommandContext): string[] {
  const { rows, customers, firstDay, lastDay, suggested } = found;
  const facts = [
    say(`${rows} rows`, `${rows} 行`),
    ...(customers === null ? [] : [say(`${customers} customers`, `${customers} 位客户`)]),
    ...(firstDay === null ? [] : [say(`${firstDay} to ${lastDay}`, `${firstDay} 至 ${lastDay}`)]),
  ];
  const columns = Object.entries(suggested).map(([role, name]) => `${role}: ${JSON.stringify(name)}`);
  return [`${facts.join(", ")}.`, `${say("Columns", "列")}: ${columns.join(", ")}.`];
}

const layout: Analysis = {
  help: bothLanguages("how a CSV file is written, and the options that read it", "CSV 文件的格式与读取选项"),
  options: {},
  run: async ({ file, say }) => {
    await fileSize(file);
    const handle = await open(file);
    const { options, evidence, ambiguous } = await sniffCsv(handle.createReadStream());
    const here = asArguments(options as Readonly<Record<string, unknown>>);
    return {
      table: evidence,
      before: [
        `${say("Options of readCsv", "readCsv 的选项")}: ${JSON.stringify(options)}`,
        `${say("Options here", "命令行选项")}: ${here === "" ? say("none", "无") : here}`,
      ],
      after: notesOf(ambiguous),
    };
  },
};

/** What is in a file. */
export const check: Command = { orders, layout };
