import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cellSearch } from "./cell-search.js";
import { nearestCenterScalar } from "./nearest-center-scalar.js";
import { rowSums } from "./row-sums.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The text of every file whose loops are unrolled by a script. Unrolling pays where it keeps more numbers in registers,
 * and where V8 would load pointer and length of a typed array anew in every iteration. Functions in place of the copies
 * take a third more time: V8 inlines only so much (\`--max-inlined-bytecode-size-cumulative\`), and the caller of an
 * inlined loop uses that up.
 */
export const unrolledFiles = {
  "src/clustering/k-means/cell-search.ts": () => written("scripts/unrolled/cell-search.ts", cellSearch),
  "src/clustering/nearest/nearest-center-scalar.ts": () =>
    written("scripts/unrolled/nearest-center-scalar.ts", nearestCenterScalar),
  "src/learning/trees/row-sums.ts": () => written("scripts/unrolled/row-sums.ts", rowSums),
};

function written(script: string, code: string): string {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  return execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${script}`], {
    cwd: root,
    encoding: "utf8",
    input: `// Written by ${script} (npm run build:unrolled): make changes there.\n${code}`,
  });
}
