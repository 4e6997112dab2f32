import { ClienteleError, type Table } from "clientele";
import { wordingOf } from "../../src/presentation/index.js";
import { analyze, type Finding } from "./analyses.js";
import { columnForm } from "./column-form.js";
import { chartElement, element } from "./elements.js";
import { type OrderFile, readOrderFile } from "./read-file.js";
import { sortableTable } from "./sortable-table.js";
import { columnLabel, type Language, sayIn } from "./words.js";

/**
 * Fills a place on the page with what reads a CSV file, asks for its columns and shows what is in it. Everything
 * happens here: the page may not connect to anything.
 */
export function fillTryPage(place: HTMLElement, language: Language): void {
  const say = sayIn(language);
  const { term } = wordingOf(language);
  const status = element("p", { role: "status", "aria-live": "polite", class: "try-status" });
  const columns = element("section", { "aria-label": say("Columns", "列") });
  const results = element("section", { "aria-label": say("Results", "结果") });

  const read = async (file: Blob, name: string) => {
    columns.replaceChildren();
    results.replaceChildren();
    await working(say("Reading …", "正在读取 …"), async () => showFile(await readOrderFile(file, name)));
  };
  /** Says what is being done, lets the browser paint it, and then does it. */
  const working = async (text: string, work: () => void | Promise<void>) => {
    status.textContent = text;
    status.classList.remove("try-error");
    await new Promise((resolve) => setTimeout(resolve, 30));
    try {
      await work();
    } catch (error) {
      status.classList.add("try-error");
      status.textContent = error instanceof ClienteleError ? `${error.message} [${error.code}]` : String(error);
    }
  };
  const showFile = (file: OrderFile) => {
    const { orders, check } = file;
    status.textContent = say(
      `${file.name}: ${orders.numRows.toLocaleString("en")} rows, ${orders.columnNames.length} columns. ` +
        `Read with ${file.reading || "no options"}.`,
      `${file.name}：${orders.numRows.toLocaleString("en")} 行，${orders.columnNames.length} 列。` +
        `读取选项：${file.reading || "无"}。`,
    );
    const { form, chosen } = columnForm(orders, check, say, () => {
      const columns = chosen();
      if (columns.amount === undefined) {
        status.classList.add("try-error");
        status.textContent = say(
          "Choose the column of amounts, or quantity and price.",
          "请选择金额列，或数量列与单价列。",
        );
        return;
      }
      void working(say("Computing …", "正在计算 …"), () => {
        results.replaceChildren(...analyze(orders, columns, say, language).map(showFinding));
        status.textContent = say("Done. Nothing was sent anywhere.", "完成。没有任何数据离开本机。");
      });
    });
    const findings = check.findings.select("severity", "code", "column", "rows", "money", "advice");
    columns.replaceChildren(
      element("h2", {}, say("Which column is what?", "哪一列是什么？")),
      element("p", {}, say("Guessed from names and contents; change what is wrong.", "根据列名和内容猜测，可以修改。")),
      form,
      ...file.ambiguous.map((text) => element("p", { class: "try-note", lang: "en" }, text)),
      ...(findings.numRows === 0
        ? []
        : [
            element("h2", {}, say("What to know about this file", "关于这个文件")),
            tableOf(findings as object as Table, say("Findings", "检查结果"), "findings.csv"),
          ]),
    );
  };
  const tableOf = (table: Table, caption: string, file: string) =>
    sortableTable(table, { caption, file, rows: 12, say, heading: (name) => columnLabel(language, name), term });
  const showFinding = ({ id, heading, charts, tables, notes }: Finding) =>
    element(
      "section",
      { class: "try-finding", "data-part": id },
      element("h2", {}, heading),
      ...charts.map((chart) => chartElement(chart.svg())),
      ...tables.map(({ table, caption, file }) => tableOf(table, caption, file)),
      ...notes.map((note) => element("p", { class: "try-note" }, note)),
    );

  const input = element("input", {
    type: "file",
    accept: ".csv,.txt,.tsv,.gz,text/csv",
    change: () => {
      const file = input.files?.[0];
      if (file !== undefined) void read(file, file.name);
    },
  });
  const example = element(
    "button",
    {
      type: "button",
      class: "try-button try-second",
      click: () =>
        void import("../../examples/data/orders.csv?raw").then(({ default: text }) =>
          read(new Blob([text]), "orders.csv"),
        ),
    },
    say("Take the example file", "使用示例文件"),
  );
  place.replaceChildren(
    element(
      "div",
      { class: "try-file" },
      element("label", {}, say("Your order file (CSV, or CSV.gz)", "您的订单文件（CSV 或 CSV.gz）"), input),
      example,
    ),
    status,
    columns,
    results,
  );
}
