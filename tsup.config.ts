import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    node: "src/node/index.ts",
    parallel: "src/parallel/index.ts",
    "parallel-worker": "src/parallel/worker.ts",
  },
  format: ["esm", "cjs"],
  target: "node20",
  platform: "neutral",
  dts: { entry: { index: "src/index.ts", node: "src/node/index.ts", parallel: "src/parallel/index.ts" } },
  clean: true,
  splitting: true,
  treeshake: true,
});
