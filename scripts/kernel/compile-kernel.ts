import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const source = fileURLToPath(new URL("assembly/kernel.ts", import.meta.url));

const compilerOptions = [
  "--optimizeLevel=3",
  "--converge",
  "--enable=simd",
  // Whoever runs the kernel gives it its memory, in which nothing is ever allocated.
  "--importMemory",
  "--noExportMemory",
  "--runtime=stub",
  "--noAssert",
  // Vectors cannot be handed to JavaScript; only functions inside the kernel take them.
  "--disableWarning=112",
];

/**
 * Compiles `assembly/kernel.ts`. The version of the compiler is pinned in package.json, so the same source gives the
 * same bytes everywhere. It runs in a process of its own, for tsx would translate its 14 megabytes first.
 */
export function compileKernel(): Uint8Array {
  const compiler = require.resolve("assemblyscript/bin/asc.js");
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  try {
    const file = join(folder, "kernel.wasm");
    execFileSync(process.execPath, [compiler, source, `--outFile=${file}`, ...compilerOptions]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lettersPerLine = 112;

/** The module as a file of TypeScript: base64 in lines that can be read. */
export function kernelFile(code: Uint8Array): string {
  const letters = Buffer.from(code).toString("base64");
  const lines = letters.match(new RegExp(`.{1,${lettersPerLine}}`, "g")) ?? [];
  return [
    "/**",
    " * The module of `scripts/kernel/assembly`, compiled and in base64. `npm run build:kernel` writes this file; a test",
    " * compares it with its source.",
    " */",
    `export const simdKernelCode =\n${lines.map((line) => `  "${line}"`).join(" +\n")};`,
    "",
  ].join("\n");
}
