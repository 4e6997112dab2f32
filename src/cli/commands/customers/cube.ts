import { type CubeOptions, cube as cubeOf } from "../../../table/index.js";
import type { Command } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";

/** Measures by any dimensions. */
export const cube: Command = {
  cube: {
    help: bothLanguages("measures by any dimensions, with totals and changes", "任意维度的指标、合计与变化"),
    options: {
      dimensions: option("list", "the columns to group by", "维度列"),
      measures: option(
        "measures",
        "count,sum:amount,mean:price,median:…,countDistinct:customer [count]",
        "指标 [count]",
      ),
      ratios: option("json", 'ratios of measures: {"perOrder":["amount","count"]}', "指标之比(JSON)"),
      shares: option("json", 'shares of a total: {"share":{"of":"amount","within":["region"]}}', "占比(JSON)"),
      totals: option("value", "all, rollup, or true: rows of totals [none]", "合计行:all、rollup [无]"),
      compare: option(
        "json",
        'change against an earlier period: {"by":"year","previous":"period"}',
        "与前期比较(JSON)",
      ),
    },
    onEngine: true,
    run: async (context) => {
      const { measures = { count: { count: true } }, ...others } = await context.values<Partial<CubeOptions>>();
      const options = { ...others, measures } as CubeOptions;
      const rows = await context.rows(columnsOf(options));
      if (rows.at === "memory") return { table: cubeOf(rows.table, options) };
      return { table: await rows.engine.cube(rows.source, { ...options, onProgress: rows.onProgress }) };
    },
  },
};

/** The columns that cells are made of; what is wrong with options the cube itself says. */
function columnsOf({ dimensions, measures }: CubeOptions): string[] {
  const measured = partsOf(measures).flatMap(partsOf).flat();
  return [...new Set([...partsOf(dimensions), ...measured].filter((name) => typeof name === "string"))];
}

function partsOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
