import { choice, type Options, option } from "../command/option.js";

/** Where a result goes; every command takes these. */
export const outputOptions: Options = {
  out: option("text", "the file to write: .csv, .json, .md, .html, .parquet, .svg, .txt", "要写入的文件"),
  format: choice(
    ["text", "csv", "json", "md", "html", "parquet", "svg"],
    "how the result is written [text, or what the name of --out says]",
    "输出格式 [text,或由 --out 的扩展名决定]",
  ),
  table: option("text", "which table of the result [the first]", "输出结果中的哪张表 [第一张]"),
  rows: option("number", "rows that a text shows [20]", "文本显示的行数 [20]"),
  width: option("number", "the longest cell of a text [100]", "文本单元格的最大宽度 [100]"),
  digits: option("number", "digits behind the point in a text [as needed]", "文本的小数位数 [自动]"),
  formulas: choice(
    ["escape", "keep"],
    "cells of CSV that a spreadsheet would compute [escape]",
    "CSV 中的公式 [escape]",
  ),
  locale: choice(["en", "zh"], "the language", "语言"),
  quiet: option("flag", "say nothing beside the result", "除结果外不输出"),
  help: option("flag", "this help", "显示帮助"),
};

/** Where an analysis runs, for those that run on an engine. */
export const engineOptions: Options = {
  engine: option(
    "text",
    "memory, duckdb, duckdb:PATH or clickhouse://user:password@host:port/database (FILE is a table) [by its size]",
    "memory、duckdb、duckdb:路径(FILE 为表名)、clickhouse://用户:密码@主机:端口/数据库 [按文件大小]",
  ),
  memoryLimit: option("text", "how much memory DuckDB may use [512MB for a file]", "DuckDB 可用内存 [文件为 512MB]"),
};
