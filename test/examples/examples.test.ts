import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { describeWithSharedData, sharedPath } from "../shared-data.js";
import { thorough } from "../thorough.js";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const runExample = (file: string, ...args: string[]) =>
  run(process.execPath, ["--import", "tsx", `${folder}${file}`, ...args], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
  });

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

describe("the examples", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(examples)("%s runs and prints an answer", async (file) => {
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values) => printed.push(format(...values)));
    const complained = vi.spyOn(console, "error");
    vi.spyOn(process, "argv", "get").mockReturnValue([process.execPath, file]);
    await import(`${folder}${file}`);
    expect(complained).not.toHaveBeenCalled();
    const output = printed.join("\n");
    expect(output.trim().split("\n").length).toBeGreaterThan(3);
    expect(output).not.toMatch(/\b(undefined|NaN|\[object)\b/);
  });
});

describeWithSharedData("the demo on real order files", () => {
  it("reads CDNOW as it is", async () => {
    const { stdout } = await runExample(
      "demo.ts",
      sharedPath("data/cdnow_sample_trans.csv"),
      "--customer",
      "sample_id",
      "--date",
      "date",
      "--amount",
      "dollars",
    );
    expect(stdout).toContain("2357 customers");
    expect(stdout).toContain("Clusters");
  });

  it.runIf(thorough)("reads Online Retail as it is, compressed", async () => {
    const { stdout } = await runExample(
      "demo.ts",
      sharedPath("data/online_retail.csv.gz"),
      ...[
        "--customer",
        "CustomerID",
        "--date",
        "InvoiceDate",
        "--quantity",
        "Quantity",
        "--price",
        "UnitPrice",
        "--order",
        "InvoiceNo",
        "--missing-customer",
        "drop",
      ],
    );
    expect(stdout).toContain("4372 customers");
    expect(stdout).toContain("Clusters");
  });

  it("says in one line what is wrong with a file, and fails", async () => {
    const wrong = runExample(
      "demo.ts",
      sharedPath("data/cdnow_sample_trans.csv"),
      "--customer",
      "client",
      "--date",
      "date",
    );
    await expect(wrong).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('column "client": there is no such column'),
    });
  });
});

describeWithSharedData("the whole loop on the tables of a grocer", () => {
  it("says that no effect can be told where the campaign went to the better households", async () => {
    const { stdout } = await runExample("the-whole-loop-of-a-grocer.ts", sharedPath("data/completejourney"));
    expect(stdout).toContain("2340 households bought before the campaign, of 801 we know who lives there.");
    expect(stdout).toContain("Compared with everybody else: 14.89 more a household.");
    expect(stdout.match(/no effect can be told/g)).toHaveLength(2);
    expect(stdout).toContain("before the start the treated already moved away from the control");
  });
});
