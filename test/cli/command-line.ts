import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { runCommandLine } from "../../src/cli/index.js";
import type { Streams } from "../../src/cli/run-command-line.js";

/** The order file that comes with the package. */
export const example = fileURLToPath(new URL("../../examples/data/orders.csv", import.meta.url));

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line and gives what it printed. */
export async function run(...args: string[]): Promise<Printed> {
  return runWith({}, ...args);
}

/** Runs a command line on streams of which some are given. */
export async function runWith(given: Partial<Streams>, ...args: string[]): Promise<Printed> {
  let stdout = "";
  let stderr = "";
  const code = await runCommandLine(args, {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    ...given,
  });
  return { code, stdout, stderr };
}

/** A folder for the files of a test file, which is gone after it. */
export function temporaryFolder() {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "clientele-cli-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name: string) => join(folder, name),
    /** A file in the folder. */
    file: (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
  };
}
