/** A notebook as Jupyter stores it, so far as it is looked at here. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A cell; only cells of code have outputs. */
export interface Cell {
  readonly cell_type: string;
  readonly metadata: unknown;
  readonly source: readonly string[];
  readonly outputs?: readonly Output[];
}

/** What a cell printed (`text`) or showed (`data`, by media type). */
export interface Output {
  readonly output_type: string;
  readonly text?: Text;
  readonly data?: Readonly<Record<string, Text>>;
}

type Text = string | readonly string[];

/** Whether a cell that ends in an expression, without a semicolon, shows no result. */
export function lostItsResult({ cell_type, source, outputs = [] }: Cell): boolean {
  const endsInExpression = cell_type === "code" && !/;\s*$/.test(source.at(-1) ?? ";");
  return endsInExpression && !outputs.some((output) => output.output_type === "execute_result");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: color codes of a terminal begin with the escape character
const colorCodes = /\u001b\[[0-9;]*m/g;

/** The notebook without what differs from run to run: times, version of the language, colors of a terminal. */
export function withoutTheRun(notebook: Notebook): Notebook {
  const { kernelspec } = notebook.metadata;
  const language = { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" };
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => ({
      ...cell,
      metadata: {},
      ...(cell.outputs === undefined ? {} : { outputs: cell.outputs.map(plainOutput) }),
    })),
    metadata: { kernelspec, language_info: language },
  };
}

function plainOutput(output: Output): Output {
  return {
    ...output,
    ...(output.text === undefined ? {} : { text: plainText(output.text) }),
    ...(output.data === undefined
      ? {}
      : { data: Object.fromEntries(Object.entries(output.data).map(([type, text]) => [type, plainText(text)])) }),
  };
}

/** Text as lines, as Jupyter stores it. */
function plainText(text: Text): string[] {
  const whole = (typeof text === "string" ? text : text.join("")).replace(colorCodes, "");
  return whole.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The file of a notebook, formatted as Jupyter formats it. */
export function notebookFile(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
