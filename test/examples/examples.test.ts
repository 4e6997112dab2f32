import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { describeWithSharedData, sharedPath } from "../shared-data.js";
import { thorough } from "../thorough.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}examples/`;

/** Modules that examples share, which print nothing of their own. */
const shared = [
  "load-orders.ts",
  "simulated-campaign.ts",
  "simulated-company.ts",
  "simulated-purchases.ts",
  "simulated-records.ts",
  "simulated-survey.ts",
];
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts") && !shared.includes(file));

/** Runs an example in this process and gives what it prints; one that was run before is loaded anew. */
async function printedBy(file: string, ...args: string[]): Promise<string> {
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values) => printed.push(format(...values)));
  const complained = vi.spyOn(console, "error");
  // In place, as some examples import the list itself.
  const given = process.argv.splice(1, Number.POSITIVE_INFINITY, file, ...args);
  try {
    await import(`${folder}${file}?${args.length}`);
    expect(complained).not.toHaveBeenCalled();
  } finally {
    process.argv.splice(1, Number.POSITIVE_INFINITY, ...given);
    log.mockRestore();
    complained.mockRestore();
  }
  return printed.join("\n");
}

describe("the examples", () => {
  it.each(examples)("%s runs and prints an answer", async (file) => {
    const output = await printedBy(file);
    expect(output.trim().split("\n").length).toBeGreaterThan(3);
    expect(output).not.toMatch(/\b(undefined|NaN|\[object)\b/);
  });
});

describeWithSharedData("the demo on real order files", () => {
  it("reads CDNOW as it is", async () => {
    const output = await printedBy(
      "demo.ts",
      sharedPath("data/cdnow_sample_trans.csv"),
      ...["--customer", "sample_id", "--date", "date", "--amount", "dollars"],
    );
    expect(output).toContain("2357 customers");
    expect(output).toContain("Clusters");
  });

  it.runIf(thorough)("reads Online Retail as it is, compressed", async () => {
    const output = await printedBy(
      "demo.ts",
      sharedPath("data/online_retail.csv.gz"),
      ...["--customer", "CustomerID", "--date", "InvoiceDate", "--quantity", "Quantity", "--price", "UnitPrice"],
      ...["--order", "InvoiceNo", "--missing-customer", "drop"],
    );
    expect(output).toContain("4372 customers");
    expect(output).toContain("Clusters");
  });

  it("says in one line what is wrong with a file, and fails", async () => {
    const args = [sharedPath("data/cdnow_sample_trans.csv"), "--customer", "client", "--date", "date"];
    const wrong = run(process.execPath, ["--import", "tsx", `${folder}demo.ts`, ...args], { cwd: root });
    await expect(wrong).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('column "client": there is no such column'),
    });
  });
});

describeWithSharedData("the whole loop on the tables of a grocer", () => {
  it("says that no effect can be told where the campaign went to the better households", async () => {
    const output = await printedBy("the-whole-loop-of-a-grocer.ts", sharedPath("data/completejourney"));
    expect(output).toContain("2340 households bought before the campaign, of 801 we know who lives there.");
    expect(output).toContain("Compared with everybody else: 14.89 more a household.");
    expect(output.match(/no effect can be told/g)).toHaveLength(2);
    expect(output).toContain("before the start the treated already moved away from the control");
  });
});
