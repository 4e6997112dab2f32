import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format } from "node:util";
import { runCommandLine } from "../../src/cli/index.js";
import type { ClienteleError } from "../../src/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A program or a command on a page, and what the page says that it prints. */
export interface PageExample {
  readonly kind: "program" | "command";
  readonly text: string;
  /** Undefined where the page does not say. */
  readonly output: string | undefined;
  /** Where the output begins and ends in the page; both 0 without one. */
  readonly from: number;
  readonly to: number;
}

/** A block of code and, where one follows at once, the block of text that it prints. */
const blocks = /```(ts|sh)\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g;

/** The programs of a page that a reader can run (they begin with their imports), and the commands of the library. */
export function pageExamples(page: string): readonly PageExample[] {
  return [...page.matchAll(blocks)].flatMap((block): PageExample[] => {
    const [whole, language, text, output] = block as unknown as [string, string, string, string | undefined];
    const program = language === "ts" && text.startsWith("import ");
    if (!program && !text.startsWith("npx clientele ")) return [];
    const to = output === undefined ? 0 : block.index + whole.length - "```".length;
    return [
      { kind: program ? "program" : "command", text, output, from: output === undefined ? 0 : to - output.length, to },
    ];
  });
}

/** Runs an example of a page and gives what it prints, as text that ends with a line. */
export async function runPageExample({ kind, text }: PageExample): Promise<string> {
  if (kind === "command") return `${(await runCommand(text.trim().replace(/^npx clientele /, ""))).trimEnd()}\n`;
  return (await (text.includes("writeFile") ? runApart(text) : runProgram(text))).printed;
}

async function runCommand(command: string): Promise<string> {
  let printed = "";
  let complained = "";
  const code = await runCommandLine(command.replaceAll("node_modules/clientele/", root).split(" "), {
    stdout: { write: (text) => (printed += text) },
    stderr: { write: (text) => (complained += text) },
  });
  if (code !== 0) throw new Error(`npx clientele ${command} ended with ${code}: ${complained}`);
  return printed;
}

let programs = 0;

/** What a program printed, and the error of the library that ended it, if one did. */
export interface ProgramRun {
  readonly printed: string;
  readonly error: ClienteleError | null;
}

/** Runs a program in this process; an error of the library that it throws is printed as Node begins to print it. */
export async function runProgram(text: string): Promise<ProgramRun> {
  const folder = join(root, "build", "programs");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `program-${process.pid}-${programs++}.mts`);
  writeFileSync(file, text.replaceAll("node_modules/clientele/", root));
  const printed: string[] = [];
  let refusal: ClienteleError | null = null;
  const { log } = console;
  console.log = (...values: unknown[]) => printed.push(format(...values));
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ClienteleError") throw error;
    refusal = error as ClienteleError;
    printed.push(`${error.name}: ${error.message}`);
  } finally {
    console.log = log;
    rmSync(file);
  }
  return { printed: `${printed.join("\n").trimEnd()}\n`, error: refusal };
}

/** Runs a program that writes files in a folder of its own, which is gone after it. */
async function runApart(text: string): Promise<ProgramRun> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "clientele-page-"));
  process.chdir(folder);
  try {
    return await runProgram(text);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
