import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

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
        .replaceAll('"clientele/parallel"', JSON.stringify(join(root, "src/parallel/index.js")))
        .replaceAll("node_modules/clientele/", root),
    );
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], { cwd: root });
      if (output !== undefined) expect(stdout.trimEnd()).toBe(output.trimEnd());
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

it("has programs in the README", () => {
  expect(programs.length).toBeGreaterThan(0);
});
