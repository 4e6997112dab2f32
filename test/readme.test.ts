import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { runCommandLine } from "../src/cli/index.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
/** A program and, where one follows at once, what it prints. */
const programs = [...readme.matchAll(/```ts\n(import [\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)];

it.each(programs.map(([, program, output], i) => [i + 1, program!, output] as const))(
  "program %i of the README runs and prints what the README says",
  async (_, program, output) => {
    const folder = mkdtempSync(join(tmpdir(), "clientele-readme-"));
    const file = join(folder, "program.mts");
    writeFileSync(
      file,
      program
        .replaceAll('"clientele"', JSON.stringify(join(root, "src/index.js")))
        .replaceAll('"clientele/node"', JSON.stringify(join(root, "src/node/index.js")))
        .replaceAll(/"clientele\/(parallel|charts|report)"/g, (_, door) =>
          JSON.stringify(join(root, `src/${door}/index.js`)),
        )
        .replaceAll("node_modules/clientele/", root),
    );
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), file], {
        cwd: folder,
      });
      if (output !== undefined) expect(stdout.trimEnd()).toBe(output.trimEnd());
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

/** A command of the command line and what it prints. */
const commands = [...readme.matchAll(/```sh\nnpx clientele ([^\n]*)\n```\n\n```text\n([\s\S]*?)```/g)];

it.each(commands.map(([, command, output]) => [command!, output!] as const))(
  "npx clientele %s prints what the README says",
  async (command, output) => {
    let printed = "";
    const args = command.replaceAll("node_modules/clientele/", root).split(" ");
    const code = await runCommandLine(args, {
      stdout: { write: (text) => (printed += text) },
      stderr: { write: () => true },
    });
    expect(code).toBe(0);
    expect(printed.trimEnd()).toBe(output.trimEnd());
  },
);

it("has programs and commands in the README", () => {
  expect(programs.length).toBeGreaterThan(0);
  expect(commands.length).toBeGreaterThan(1);
});
