import { ClienteleError, inNameOf, knownOptions, numberOption, oneOf, showValue } from "../errors/index.js";
import type { Locale, Theme } from "../presentation/index.js";
import type { Table } from "../table/index.js";
import { chartDefinitions } from "./chart-definitions.js";
import { chartPaper } from "./drawing/chart-paper.js";
import { drawContext } from "./drawing/draw-context.js";
import type { ChartDefinition } from "./drawing/drawing.js";

/** Options of {@link plot}. */
export interface PlotOptions {
  /** Which of the charts of the result [the first]; an unknown word is answered with those there are. */
  readonly kind?: string;
  /** In pixels, 320..2000 [640]. */
  readonly width?: number;
  /** `"auto"` (the default) is light, and dark on a screen that prefers it; print is always light. */
  readonly theme?: Theme;
  /** The language of titles and labels [`"en"`]; words from the data stay as they are. */
  readonly locale?: Locale;
}

/** A result as a picture. */
export interface Chart {
  readonly kind: string;
  /** The picture, a whole `<svg>` that loads nothing; the same bits for the same chart. */
  svg(): string;
  /** The numbers that are drawn. */
  readonly data: Table;
  /** The finding, in words and numbers. */
  readonly title: string;
  /** What is drawn and what it shows, for those who cannot see it. */
  readonly description: string;
}

/** Options of a named chart such as {@link lorenzCurve}, which is of one kind. */
export type ChartOptions = Omit<PlotOptions, "kind">;

/**
 * What does this result look like? Draws any result that has a picture: an analysis, a model, or an object that brings
 * together what a chart needs, such as `{ model, customers }`.
 *
 * @returns the chart: `svg()`, the numbers in `data`, the finding as `title`, and `description` as the alternative text
 *
 * Errors: `unsupported-input` for what has no picture (the message lists what has) or is not as its function returned
 * it, `invalid-option`.
 *
 * @example
 * ```ts
 * import { plot } from "clientele/charts";
 *
 * const chart = plot(analyzePareto(customers));
 * chart.title; // "The top 20% hold 71.4% of the total (Gini 0.68)"
 * await writeFile("lorenz.svg", chart.svg());
 * ```
 */
export function plot(result: unknown, options: PlotOptions = {}): Chart {
  knownOptions("plot", options, ["kind", "width", "theme", "locale"]);
  const fitting = chartDefinitions.filter((definition) => definition.recognizes(result));
  const [first] = fitting;
  if (first === undefined) throw noPicture("plot", result, chartDefinitions);
  const kinds = fitting.map((definition) => definition.kind);
  const kind = oneOf("plot", "kind", options.kind, kinds, first.kind);
  return chartOf("plot", fitting[kinds.indexOf(kind)]!, result, options);
}

/** A function that draws one kind of chart. */
export function named<Result>(caller: string, definition: ChartDefinition<Result>) {
  return (result: Result, options: ChartOptions = {}): Chart => {
    knownOptions(caller, options, ["width", "theme", "locale"]);
    if (!definition.recognizes(result)) throw noPicture(caller, result, [definition as ChartDefinition<never>]);
    return chartOf(caller, definition, result, options);
  };
}

function chartOf<Result>(
  caller: string,
  definition: ChartDefinition<Result>,
  result: unknown,
  options: ChartOptions,
): Chart {
  const width = numberOption(caller, "width", options.width ?? 640, { min: 320, max: 2000, integer: true });
  const theme = oneOf(caller, "theme", options.theme, ["light", "dark", "auto"], "auto");
  const locale = oneOf(caller, "locale", options.locale, ["en", "zh"], "en");
  const context = drawContext(theme, locale, width);
  const drawing = drawn(caller, definition, () => definition.draw(result as Result, context));
  const chart: Chart = {
    kind: definition.kind,
    svg: () => drawn(caller, definition, () => chartPaper(drawing, context)),
    data: drawing.data,
    title: drawing.title,
    description: drawing.description,
  };
  return Object.freeze(Object.defineProperty(chart, notebookDisplay, { value: () => shownInNotebook(chart) }));
}

/**
 * Charts recognize a result by its fields and trust what is in them. Where that is not what the function returns, the
 * drawing fails anywhere; the refusal says so, with what failed as its cause.
 */
function drawn<Result>(caller: string, { kind, shows }: Pick<ChartDefinition, "kind" | "shows">, draw: () => Result) {
  try {
    return inNameOf(caller, draw);
  } catch (error) {
    if (error instanceof ClienteleError || !(error instanceof Error)) throw error;
    const refusal = new ClienteleError(
      "unsupported-input",
      { function: caller },
      `cannot draw the chart "${kind}" of this: it has fields of a result of ${shows.join(", ")}, but other values ` +
        `in them than these functions return (${error.message.slice(0, 200)})`,
    );
    refusal.cause = error;
    throw refusal;
  }
}

/** Where the JavaScript kernels of Jupyter look for the way in which a value shows itself. */
const notebookDisplay = /* @__PURE__ */ Symbol.for("Jupyter.display");

function shownInNotebook(chart: Chart): Record<string, string> {
  return { "text/plain": `${chart.title}\n${chart.description}`, "image/svg+xml": chart.svg() };
}

function noPicture(caller: string, result: unknown, definitions: readonly ChartDefinition<never>[]): ClienteleError {
  const shown = [...new Set(definitions.flatMap(({ shows }) => shows))];
  return new ClienteleError(
    "unsupported-input",
    { function: caller, value: result },
    `there is no picture of ${showValue(result)}; there are pictures of the results of ${shown.join(", ")}`,
  );
}
