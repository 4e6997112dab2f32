import type { Cube } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { matrixDrawing } from "../drawing/matrix-drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Where it comes from: the first measure of a cube by its first two dimensions, or by the only one. */
export const cubeMatrix: ChartDefinition<Cube> = {
  kind: "cube",
  shows: ["cube"],
  recognizes: (result) =>
    isTableWith(result, [], ["slice", "drill", "dimensions"]) && figureOf(result as Cube) !== undefined,
  draw,
};

/** The first column that is a figure and neither a dimension nor the mark of a total. */
function figureOf(cube: Cube): string | undefined {
  return cube.columnNames.find((name) => !cube.dimensions.includes(name) && name !== "rolledUp");
}

function draw(cube: Cube, context: DrawContext): Drawing {
  const { say, compact, term } = context;
  const figure = figureOf(cube)!;
  const [down, across] = cube.dimensions;
  const cells = cube
    .toRows()
    .filter((row) => isCell(row, cube.dimensions.slice(0, 2)))
    .map((row) => ({
      row: down === undefined ? say("all", "全部") : wordOf(row[down]),
      column: across === undefined ? "" : wordOf(row[across]),
      value: typeof row[figure] === "number" ? row[figure] : null,
    }));
  const known = cells.filter((one) => one.value !== null).sort((a, b) => b.value! - a.value!);
  const [first] = known;
  const nameOf = ({ row, column }: (typeof cells)[number]): string => (column === "" ? row : `${row}, ${column}`);
  const title =
    first === undefined
      ? say("No cell has a figure", "没有数值")
      : say(
          `${nameOf(first)} has the highest ${figure}: ${compact(first.value!)}`,
          `${nameOf(first)} 的${term(figure)}最高：${compact(first.value!)}`,
        );
  if (across === undefined) {
    return barDrawing(context, {
      title,
      subtitle: say(
        `${figure} by ${down ?? "all"}`,
        `按${down === undefined ? "全部" : term(down)}划分的${term(figure)}`,
      ),
      data: cube,
      bars: known.map(({ row, value }) => ({ label: row, value: value! })),
      format: compact,
    });
  }
  return matrixDrawing(context, {
    title,
    subtitle: say(
      `${figure} by ${down} (rows) and ${across} (columns)`,
      `按${term(down)}（行）与${term(across)}（列）划分的${term(figure)}`,
    ),
    data: cube,
    cells,
    format: compact,
  });
}

/** Whether a row is no total over the dimensions that are drawn, but one over all others, if there are more. */
function isCell(row: Readonly<Record<string, unknown>>, drawn: readonly string[]): boolean {
  const { rolledUp } = row;
  const missing = drawn.filter((name) => row[name] === null || row[name] === undefined).length;
  return typeof rolledUp === "number" ? missing === 0 : missing < Math.max(1, drawn.length);
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
