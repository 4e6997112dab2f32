import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scoreRfm } from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark } from "./harness.js";
import { pythonPeer } from "./python-peer.js";
import { versionOf } from "./version-of.js";

const customers = 1_000_000;

/** Customers to RFM scores and segments, against pandas cutting the same three columns into quintiles. */
export async function* run(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    const data = simulateMeasures();
    for (const [name, values] of Object.entries(data)) writeFileSync(join(folder, `${name}.bin`), values);
    const pandas = await pythonPeer("rfm_peer");
    await pandas?.call("load", folder);
    const ids = Int32Array.from({ length: customers }, (_, i) => i + 1);
    yield {
      title: "RFM scores",
      task: `scoreRfm: ${customers / 1e6} M customers, typed columns, five quantile bins for each measure; score and segment of every customer. pandas: three qcut.`,
      rounds: 7,
      contenders: [
        { name: "clientele", version: versionOf("clientele"), run: () => scoreRfm({ customer: ids, ...data }) },
        ...(pandas === null
          ? []
          : [{ name: "pandas, three qcut", version: pandas.versions["pandas"]!, run: () => pandas.call("score") }]),
      ],
      earlier:
        pandas === null
          ? [
              {
                name: "pandas, three qcut",
                cpuSeconds: 0.154,
                source: "measured in November 2026 on another, quiet machine",
              },
            ]
          : [],
      note: "clientele also names the segment and writes the combined score, which three qcut leave to be done.",
    };
    pandas?.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Recency in whole days over two years, geometric order counts, lognormal revenue. */
function simulateMeasures(): { recencyDays: Float64Array; orders: Float64Array; revenue: Float64Array } {
  const random = createRandom(20261122);
  const draw = (of: () => number): Float64Array => Float64Array.from({ length: customers }, of);
  return {
    recencyDays: draw(() => 1 + random.integer(730)),
    orders: draw(() => 1 + Math.floor(3 * random.exponential())),
    revenue: draw(() => Math.exp(4 + random.normal())),
  };
}
