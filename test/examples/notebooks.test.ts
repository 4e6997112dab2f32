import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lostItsResult, type Notebook, notebookFile, withoutTheRun } from "../../scripts/notebooks/notebook.js";

const folder = fileURLToPath(new URL("../../examples/notebooks/", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
const stored = (file: string) => readFileSync(`${folder}${file}`, "utf8");

describe("the notebooks", () => {
  it.each(files)("%s was run from its first cell to its last without an error", (file) => {
    const { cells } = JSON.parse(stored(file)) as Notebook;
    const code = cells.filter((cell) => cell.cell_type === "code");
    expect(code.map((cell) => (cell as unknown as { execution_count: number }).execution_count)).toEqual(
      code.map((_, index) => index + 1),
    );
    const outputs = code.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.map((output) => output.output_type)).not.toContain("error");
    const shown = new Set(outputs.flatMap((output) => Object.keys(output.data ?? {})));
    expect([...shown].sort()).toEqual(["image/svg+xml", "text/html", "text/plain"]);
    expect(JSON.stringify(outputs)).not.toMatch(/\b(NaN|Infinity|undefined)\b/);
  });

  it.each(files)("%s shows the result of every cell that ends in an expression", (file) => {
    const { cells } = JSON.parse(stored(file)) as Notebook;
    expect(cells.filter(lostItsResult)).toEqual([]);
    const results = cells.filter(({ outputs = [] }) => outputs.some((one) => one.output_type === "execute_result"));
    expect(results.length).toBeGreaterThan(5);
    expect(results.every((cell) => lostItsResult({ ...cell, outputs: [] }))).toBe(true);
  });

  it.each(files)("%s holds nothing of the run that stored it", (file) => {
    expect(notebookFile(withoutTheRun(JSON.parse(stored(file))))).toBe(stored(file));
    expect(stored(file)).not.toMatch(/\/tmp\/|\/home\/|iopub/);
  });
});
