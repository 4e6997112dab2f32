/**
 * Runs the notebooks of `examples/notebooks/` against the packed library and writes what they show into them;
 * with `--check` it compares instead, and fails where a notebook shows something else. Needs Jupyter's `nbconvert`
 * (Debian: `apt-get install jupyter-nbconvert`); the kernel is npm's `deno`, which is installed for the run.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lostItsResult, type Notebook, notebookFile, withoutTheRun } from "./notebook.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "examples/notebooks");
const peers = ["@observablehq/plot", "linkedom"];
const deno = "deno@2.9.6";

/**
 * The kernel may say that a cell is done before it has sent what the cell shows; nbconvert then takes the cell for
 * empty. This happens on busy machines, and is mended by running the notebook again.
 */
const mostRuns = 10;

function main(check: boolean): void {
  if (!hasNbconvert()) {
    console.log("The notebooks are not run: there is no jupyter-nbconvert (apt-get install jupyter-nbconvert).");
    return;
  }
  const workspace = mkdtempSync(join(tmpdir(), "clientele-notebooks-"));
  try {
    prepare(workspace);
    const differing = readdirSync(folder)
      .filter((file) => file.endsWith(".ipynb"))
      .filter((file) => !runNotebook(workspace, file, check));
    if (differing.length > 0) {
      console.error(`${differing.join(", ")}: shows something else than what is stored; npm run notebooks stores it.`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Whether what the notebook shows is what is stored; stores it unless it is only to be checked. */
function runNotebook(workspace: string, file: string, check: boolean): boolean {
  const shown = notebookFile(withoutTheRun(executed(workspace, file)));
  const stored = readFileSync(join(folder, file), "utf8");
  if (!check) writeFileSync(join(folder, file), shown);
  console.log(`${file}: ${shown === stored ? "shows what is stored" : check ? "DIFFERS" : "stored anew"}`);
  return !check || shown === stored;
}

/** The notebook as a run left it in which no cell lost what it shows. */
function executed(workspace: string, file: string): Notebook {
  const place = join(workspace, "examples/notebooks");
  for (let run = 1; run <= mostRuns; run++) {
    execFileSync("jupyter-nbconvert", ["--to", "notebook", "--execute", "--inplace", file], {
      cwd: place,
      env: { ...process.env, JUPYTER_PATH: join(workspace, "jupyter"), NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const notebook = JSON.parse(readFileSync(join(place, file), "utf8")) as Notebook;
    if (!notebook.cells.some(lostItsResult)) return notebook;
  }
  throw new Error(`${file}: in each of ${mostRuns} runs the kernel lost what a cell shows`);
}

/** The examples, the packed library with its peers, and the kernel, in a folder of their own. */
function prepare(workspace: string): void {
  cpSync(join(root, "examples"), join(workspace, "examples"), { recursive: true });
  writeFileSync(join(workspace, "package.json"), `{ "name": "notebooks", "private": true, "type": "module" }\n`);
  const packed = npm(root, "pack", "--silent", "--pack-destination", workspace).trim();
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const packages = peers.map((name) => `${name}@${devDependencies[name]}`);
  npm(workspace, "install", "--no-audit", "--no-fund", `./${packed}`, ...packages, deno);
  const kernel = join(workspace, "jupyter/kernels/deno");
  mkdirSync(kernel, { recursive: true });
  const argv = [join(workspace, "node_modules/.bin/deno"), "jupyter", "--kernel", "--conn", "{connection_file}"];
  writeFileSync(join(kernel, "kernel.json"), JSON.stringify({ argv, display_name: "Deno", language: "typescript" }));
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function hasNbconvert(): boolean {
  try {
    execFileSync("jupyter-nbconvert", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

main(process.argv.includes("--check"));
