import type { ReadingOptions } from "../../table/index.js";
import { type Options, readValues, type Written } from "../command/option.js";

/** How the file is written: the options of `readCsv`, and the sheet of a workbook. */
export const readingOptions: Options = {
  delimiter: {
    kind: "text",
    help: { en: "what separates fields; \\t for a tab", zh: "字段分隔符;\\t 表示制表符" },
  },
  encoding: { kind: "text", help: { en: "utf-8, gb18030, windows-1252 …", zh: "编码:utf-8、gb18030 等" } },
  decimal: { kind: "text", choices: [".", ","], help: { en: "the decimal mark", zh: "小数点符号" } },
  thousands: { kind: "text", help: { en: "what separates groups of digits", zh: "千位分隔符" } },
  currency: { kind: "flag", help: { en: "amounts carry a sign or code of a currency", zh: "金额带有货币符号" } },
  percent: { kind: "flag", help: { en: "read 12 % as 0.12", zh: "把 12 % 读作 0.12" } },
  dateFormat: {
    kind: "text",
    help: { en: "dmy, mdy, ymd, or a pattern: dd.MM.yy", zh: "日期格式:dmy、mdy、ymd 或模式" },
  },
  missing: { kind: "list", help: { en: "texts that mean missing: N/A,-", zh: "表示缺失的文字:N/A,-" } },
  noHeader: { kind: "flag", help: { en: "the first row holds values: columns c1, c2, …", zh: "首行不是列名" } },
  skipLines: { kind: "number", help: { en: "lines above the table", zh: "表格上方要跳过的行数" } },
  comment: { kind: "text", help: { en: "lines that begin with it are passed over", zh: "以此开头的行视为注释" } },
  footer: { kind: "number", help: { en: "rows at the end to leave out", zh: "末尾要去掉的行数" } },
  sheet: { kind: "text", help: { en: "the sheet of a workbook, by name or number", zh: "工作表的名称或序号" } },
};

/** How a file is to be read. */
export interface FileOptions extends ReadingOptions {
  readonly sheet?: string | number;
}

/** The options of reading that were written. */
export function readFileOptions(written: Written): FileOptions {
  const { noHeader, delimiter, sheet, ...others } = readValues(readingOptions, written);
  return {
    ...others,
    ...(noHeader === true ? { header: false } : {}),
    ...(typeof delimiter === "string" ? { delimiter: delimiter === "\\t" ? "\t" : delimiter } : {}),
    ...(typeof sheet === "string" ? { sheet: /^\d+$/.test(sheet) ? Number(sheet) : sheet } : {}),
  };
}
