import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { nearestName } from "../../src/cli/command/nearest-name.js";
import { formatOf } from "../../src/cli/output/formats.js";
import { readCsvFile } from "../../src/node/index.js";
import { example, run, runWith, temporaryFolder } from "./command-line.js";

const { file, path } = temporaryFolder();
const pareto = ["--format", "csv", "--quiet"];

/** The example orders in every form that the command line reads. */
async function inEveryForm(): Promise<string[]> {
  const text = readFileSync(example);
  const orders = await readCsvFile(example);
  await run("cube", example, "--dimensions", "order,customer,date,product,amount", "--out", path("orders.parquet"));
  const header = orders.columnNames.map((value) => ({ value }));
  const rows = orders.toRows().map((row) =>
    orders.columnNames.map((name) => {
      const value = row[name]!;
      return value instanceof Date ? { value, type: Date, format: "yyyy-mm-dd" } : { value };
    }),
  );
  await writeExcelFile([header, ...rows] as never).toFile(path("orders.xlsx"));
  return [
    file("orders.csv", text),
    file("orders.csv.gz", gzipSync(text)),
    file("orders.data", gzipSync(text)),
    path("orders.parquet"),
    path("orders.xlsx"),
  ];
}

/** Figures up to the rounding of sums in another order. */
function rounded(csv: string): string {
  return csv.replaceAll(/\d+\.\d+/g, (figure) => Number(figure).toPrecision(10));
}

describe("what is read", () => {
  it("is CSV, gzip, a workbook or Parquet, from a file or from standard input", async () => {
    const expected = rounded((await run("pareto", example, ...pareto)).stdout);
    expect(expected.split("\n")).toHaveLength(7);
    for (const name of await inEveryForm()) {
      const { code, stdout } = await run("pareto", name, ...pareto);
      expect({ name, code, stdout: rounded(stdout) }).toEqual({ name, code: 0, stdout: expected });
      const stdin = Readable.from([readFileSync(name)]) as AsyncIterable<Uint8Array>;
      const piped = await runWith({ stdin }, "pareto", "-", ...pareto);
      expect({ name, code: piped.code, stdout: rounded(piped.stdout) }).toEqual({ name, code: 0, stdout: expected });
    }
  });

  it("is refused with a reason where it is no table", async () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ["nothing at all", file("empty.csv", ""), /\[empty-table\]/],
      ["a folder", path("."), /is a folder/],
      ["no file", path("nowhere.csv"), /there is no file/],
      [
        "bytes",
        file(
          "bytes.csv",
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
        /\[csv-/,
      ],
      ["no workbook", file("broken.xlsx", "no workbook"), /\[unsupported-input\]/],
      ["no Parquet", file("broken.parquet", "no Parquet"), /\[unsupported-input\]/],
    ];
    for (const [what, name, reason] of cases) {
      const { code, stdout, stderr } = await run("summarize", name);
      expect({ what, code, stdout }).toEqual({ what, code: 1, stdout: "" });
      expect(stderr).toMatch(reason);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    }
    const nothing = await runWith({ stdin: Readable.from([]) as AsyncIterable<Uint8Array> }, "summarize", "-");
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining("[empty-table]") });
    expect((await run("summarize", path("broken.parquet"), "--decimal", ",")).code).toBe(2);
  });
});

describe("what is written", () => {
  it("has the format of the name, or the one that is named", async () => {
    expect(["a.csv", "a.csv.gz", "a.json", "a.md", "a.htm", "a.parquet", "a.svg", "a.txt"].map(formatOf)).toEqual([
      "csv",
      "csv",
      "json",
      "md",
      "html",
      "parquet",
      "svg",
      "text",
    ]);
    expect((await run("pareto", example, "--out", path("lorenz.svg"))).code).toBe(0);
    expect(readFileSync(path("lorenz.svg"), "utf8")).toMatch(/^<svg /);
    expect((await run("pareto", example, "--out", path("result.data"), "--format", "json")).code).toBe(0);
    expect(JSON.parse(readFileSync(path("result.data"), "utf8"))).toHaveLength(5);
    expect((await run("report", example, "--out", path("report.csv"))).code).toBe(2);
  });

  it("is laid out in JSON as JSON.stringify lays out rows, also without rows", async () => {
    const { stdout } = await run("pareto", example, "--format", "json", "--quiet");
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    const none = file("people.csv", "customer,age\nada,40\n");
    const rules = '[{"name":"young","when":{"age":{"below":30}}}]';
    const found = await run(
      "baskets",
      none,
      "--basket",
      "customer",
      "--item",
      "age",
      "--min-count",
      "2",
      "--format",
      "json",
    );
    expect([found.code, found.stdout]).toEqual([0, "[]\n"]);
    expect((await run("segments", none, "--kind", "rules", "--rules", rules)).code).toBe(0);
  });

  it("leaves what was there where it cannot be written", async () => {
    const kept = file("kept.csv", "kept");
    for (const out of [path("no/such/folder/a.csv"), path("."), "/dev/full"]) {
      const { code, stderr } = await run("pareto", example, "--out", out, "--format", "csv", "--quiet");
      expect({ out, code }).toEqual({ out, code: 1 });
      expect(stderr).toMatch(/^clientele: /);
    }
    expect((await run("pareto", example, "--customer", "nobody", "--out", kept)).code).toBe(1);
    expect(readFileSync(kept, "utf8")).toBe("kept");
  });

  it("shows as many rows, letters and digits as it is told", async () => {
    const { stdout } = await run("summarize", example, "--rows", "2", "--digits", "1", "--width", "4", "--quiet");
    expect(stdout).toMatch(/498 more rows/);
    expect(stdout).toMatch(/C00…|C0…|…/);
    expect((await run("summarize", example, "--width", "1000000000", "--quiet")).code).toBe(0);
    for (const wrong of [
      ["--rows", "-1"],
      ["--width", "0"],
      ["--rows", "many"],
      ["--digits", "1.5"],
    ]) {
      expect((await run("summarize", example, ...wrong)).code).toBe(2);
    }
  });

  it("waits for a slow reader, and ends with one that goes", async () => {
    const waiting: (() => void)[] = [];
    let pieces = 0;
    const stdout = {
      write: () => {
        pieces++;
        setTimeout(() => {
          for (const go of waiting.splice(0)) go();
        }, 1);
        return false;
      },
      once: (_event: string, listener: () => void) => waiting.push(listener),
    };
    expect((await runWith({ stdout }, "summarize", example, "--format", "csv", "--quiet")).code).toBe(0);
    expect(pieces).toBeGreaterThan(0);
  });
});

describe("what was probably meant", () => {
  it.each([
    ["custmer", "customer"],
    ["Kustomer", "customer"],
    ["dtae", "date"],
    ["amuont", "amount"],
    ["zebra", null],
    ["", null],
  ])("%s is %s", (word, meant) => {
    expect(nearestName(word, ["customer", "date", "amount", "order"])).toBe(meant);
  });

  it("is named for options, commands, kinds, tables and columns, in the language of the reader", async () => {
    const said = async (...args: string[]) => {
      const { code, stderr } = await run(...args);
      return [code, stderr.trim().split("\n").at(-1)];
    };
    expect(await said("rfm", example, "--custmer", "x")).toEqual([
      2,
      expect.stringContaining("did you mean --customer?"),
    ]);
    expect(await said("rmf", example)).toEqual([2, expect.stringContaining("did you mean rfm?")]);
    expect(await said("segments", example, "--kind", "piramid")).toEqual([2, expect.stringContaining("mean pyramid?")]);
    expect(await said("rfm", example, "--table", "segmnts")).toEqual([2, expect.stringContaining("mean segments?")]);
    expect(await said("rfm", example, "--customer", "custmer")).toEqual([
      1,
      expect.stringMatching(/did you mean "customer"\? \[unknown-column\]$/),
    ]);
    expect(await said("rfm", example, "--custmer", "x", "--locale", "zh")).toEqual([
      2,
      expect.stringContaining("是否指"),
    ]);
    expect(await said("rfm", "--locale", "zh")).toEqual([2, expect.stringContaining("需要一个文件")]);
    expect(await said("rfm", example, "--customer")).toEqual([2, expect.stringContaining("--customer needs a value")]);
    expect(await said("rfm", example, "--customer", "--date", "x")).toEqual([
      2,
      expect.stringContaining("needs a value"),
    ]);
  });
});

describe("an option", () => {
  it("takes JSON inline, from @file.json, and from a name that ends so", async () => {
    const people = file("people.csv", "customer,age\nada,20\nbob,70\n");
    const text = '[{"name":"young","when":{"age":{"below":30}}}]';
    const rules = file("rules.json", `\ufeff${text}`);
    const answers = await Promise.all(
      [text, `@${rules}`, rules].map((given) => run("segments", people, "--kind", "rules", "--rules", given)),
    );
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const wrong of ["{", `@${path("nowhere.json")}`, "young"]) {
      expect((await run("segments", people, "--kind", "rules", "--rules", wrong)).code).toBe(2);
    }
  });

  it("takes no as false, the last of two values, and values that begin with a dash", async () => {
    const noHeader = file("plain.csv", "ada,2026-01-01,5\nada,2026-01-03,-2\n");
    const { code, stdout } = await run(
      ...["summarize", noHeader, "--no-header", "--customer", "c9", "--customer", "c1"],
      ...["--date", "c2", "--amount=c3", "--format", "json"],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ customer: "ada", revenue: 3 }]);
    const worse = await run(
      ...["economics", "--kind", "campaign", "--investment", "100", "--cash-flows", "80,80"],
      ...["--discount-rate", "0.1", "--unit", "year", "--changes", "-0.1,0.1"],
    );
    expect(worse.code).toBe(0);
    expect((await run("summarize", example, "--quiet=maybe")).code).toBe(2);
  });

  it("reads rates, lists of numbers and measures", async () => {
    const value = await run(
      ...["economics", "--kind", "present-value", "--cash-flows", "100,100", "--discount-rate", "monthly:0.01"],
      ...["--unit", "month", "--format", "json"],
    );
    expect(JSON.parse(value.stdout)[0].value).toBeCloseTo(100 / 1.01 + 100 / 1.01 ** 2, 9);
    const cube = await run(
      ...["cube", example, "--dimensions", "product", "--measures", "count,sum:amount,max:amount", "--format", "json"],
    );
    expect(Object.keys(JSON.parse(cube.stdout)[0])).toEqual(["product", "count", "sum:amount", "max:amount"]);
    for (const wrong of ["count:amount", "sum"]) {
      expect((await run("cube", example, "--dimensions", "product", "--measures", wrong)).code).toBe(2);
    }
  });
});

it("says its version", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect((await run("--version")).stdout).toBe(`${version}\n`);
});
