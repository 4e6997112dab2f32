import type { ReadingOptions } from "../../table/index.js";
import { choice, type Options, option, type Written } from "../command/option.js";
import { readValues } from "../command/option-values.js";

/** How the file is written: the options of `readCsv`, and the sheet of a workbook. */
export const readingOptions: Options = {
  columns: option("list", "the columns to read [all]", "要读取的列 [全部]"),
  types: option("json", 'types of columns: {"id":"text"}; text, number, date, boolean', '列类型:{"id":"text"}'),
  delimiter: option("text", "what separates fields; \\t for a tab", "字段分隔符;\\t 表示制表符"),
  encoding: option("text", "utf-8, gb18030, windows-1252 …", "编码:utf-8、gb18030 等"),
  decimal: choice([".", ","], "the decimal mark", "小数点符号"),
  thousands: option("text", "what separates groups of digits", "千位分隔符"),
  currency: {
    ...option("flag", "amounts carry a sign or code of a currency; =COLUMN,COLUMN for some", "金额带有货币符号;=列,列"),
    orList: true,
  },
  percent: option("flag", "read 12 % as 0.12", "把 12 % 读作 0.12"),
  dateFormat: option("value", "dmy, mdy, ymd, or a pattern: dd.MM.yy; JSON by column", "日期格式:dmy、mdy、ymd 或模式"),
  missing: option("list", "texts that mean missing: N/A,-; JSON by column", "表示缺失的文字:N/A,-"),
  header: {
    ...option("list", "names of the columns; --no-header: the first row holds values (columns c1, c2, …)", "列名"),
    orFalse: true,
  },
  skipLines: option("number", "lines above the table", "表格上方要跳过的行数"),
  comment: option("text", "lines that begin with it are passed over", "以此开头的行视为注释"),
  footer: option("number", "rows at the end to leave out", "末尾要去掉的行数"),
  sheet: option("text", "the sheet of a workbook, by name or number", "工作表的名称或序号"),
};

/** How a file is to be read. */
export interface FileOptions extends ReadingOptions {
  readonly sheet?: string | number;
}

/** The options of reading that were written. */
export function readFileOptions(written: Written): FileOptions {
  const { delimiter, sheet, ...others } = readValues(readingOptions, written);
  return {
    ...others,
    ...(typeof delimiter === "string" ? { delimiter: delimiter === "\\t" ? "\t" : delimiter } : {}),
    ...(typeof sheet === "string" ? { sheet: /^\d+$/.test(sheet) ? Number(sheet) : sheet } : {}),
  };
}
