import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import assembler from "wabt";

const source = new URL("../../src/clustering/lane-kernel.wat", import.meta.url);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the lane kernel", () => {
  // After a change of the source, `npx vitest -u test/clustering/lane-kernel.test.ts` writes the code anew.
  it("is what its source assembles to", async () => {
    const { parseWat } = await assembler();
    const module = parseWat("lane-kernel.wat", readFileSync(source, "utf8"), { simd: true });
    module.validate();
    const code = Buffer.from(module.toBinary({}).buffer).toString("base64");
    await expect(
      `/** \`lane-kernel.wat\`, assembled; test/clustering/lane-kernel.test.ts writes this file and holds it to its source. */\nexport const simdKernelCode =\n  "${code}";\n`,
    ).toMatchFileSnapshot("../../src/clustering/lane-kernel-code.ts");
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
    const withKernel = await import("../../src/clustering/index.js");
    const expected = withKernel.kMeans({ data, rows, columns: 6 }, options);
    vi.resetModules();
    vi.stubGlobal("WebAssembly", engine);
    const { simdKernel } = await import("../../src/clustering/nearest/simd-kernel.js");
    expect(simdKernel(0)).toBeNull();
    const without = await import("../../src/clustering/index.js");
    expect(without.kMeans({ data, rows, columns: 6 }, options)).toEqual(expected);
  });
});
