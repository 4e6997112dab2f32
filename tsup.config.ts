import { readdirSync } from "node:fs";
import { defineConfig } from "tsup";

const doors = {
  index: "src/index.ts",
  node: "src/node/index.ts",
  parallel: "src/parallel/index.ts",
  charts: "src/charts/index.ts",
  report: "src/report/index.ts",
  duckdb: "src/engines/duckdb.ts",
  clickhouse: "src/engines/clickhouse.ts",
};

/**
 * Every other room is an entry, too, so that its code comes into files of its own and a program that uses one room
 * loads no other. The entries themselves are not published: the root imports the files behind them.
 */
const rooms = Object.fromEntries(
  readdirSync("src", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !(entry.name in doors))
    .map(({ name }) => [`rooms/${name}`, `src/${name}/index.ts`]),
);

export default defineConfig({
  entry: { ...doors, "parallel-worker": "src/parallel/worker.ts", cli: "src/cli/bin.ts", ...rooms },
  format: ["esm", "cjs"],
  target: "node20",
  platform: "neutral",
  // Bundled from what `tsc -p tsconfig.declarations.json` wrote, which is twice as fast as from the source.
  dts: {
    entry: Object.fromEntries(
      Object.entries(doors).map(([name, file]) => [
        name,
        file.replace(/^src/, "build/declarations").replace(/\.ts$/, ".d.ts"),
      ]),
    ),
  },
  clean: true,
  splitting: true,
  esbuildOptions: (options, { format }) => {
    // CommonJS knows its file by __filename and does not parse import.meta.
    if (format === "cjs") options.define = { ...options.define, "import.meta.url": "undefined" };
  },
});
