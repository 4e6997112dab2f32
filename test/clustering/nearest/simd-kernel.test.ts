import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { compileKernel, kernelFile } from "../../../scripts/kernel/compile-kernel.js";

const embedded = new URL("../../../src/clustering/nearest/simd-kernel-code.ts", import.meta.url);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the SIMD kernel", () => {
  it("is what its source in AssemblyScript compiles to", () => {
    expect(readFileSync(embedded, "utf8")).toBe(kernelFile(compileKernel()));
  });

  it.each([
    ["no WebAssembly", undefined],
    [
      "none it may compile",
      {
        Module: class {
          constructor() {
            throw new Error("refused by a content security policy");
          }
        },
      },
    ],
  ])("is done without where there is %s, with the same result", async (_, engine) => {
    const rows = 5000;
    const data = Float64Array.from({ length: rows * 6 }, (_, i) => Math.sin(i * i));
    const options = { k: 7, init: { data: data.slice(0, 42), rows: 7, columns: 6 } };
    const withKernel = await import("../../../src/clustering/index.js");
    const expected = withKernel.kMeans({ data, rows, columns: 6 }, options);
    vi.resetModules();
    vi.stubGlobal("WebAssembly", engine);
    const { simdKernel } = await import("../../../src/clustering/nearest/simd-kernel.js");
    expect(simdKernel(0)).toBeNull();
    const without = await import("../../../src/clustering/index.js");
    expect(without.kMeans({ data, rows, columns: 6 }, options)).toEqual(expected);
  });
});
