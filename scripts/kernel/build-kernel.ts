import { writeFileSync } from "node:fs";
import { compileKernel, kernelFile } from "./compile-kernel.js";

/** `npm run build:kernel`: compiles the kernel of the searches for nearest centers and embeds it in the source. */
writeFileSync(
  new URL("../../src/clustering/nearest/simd-kernel-code.ts", import.meta.url),
  kernelFile(compileKernel()),
);
