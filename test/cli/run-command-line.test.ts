import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands.js";
import { scoreRfm, summarizeCustomers, writeCsv } from "../../src/index.js";
import { readCsvFile, readParquetFile } from "../../src/node/index.js";
import { example, run, runWith, temporaryFolder } from "./command-line.js";

const columns = { customer: "customer", date: "date", amount: "amount", order: "order" };
const { path, file } = temporaryFolder();

describe("clientele COMMAND FILE", () => {
  it("gives what the function gives, as rows of JSON", async () => {
    const { stdout } = await run("rfm", example, "--format", "json", "--bins", "4");
    const expected = scoreRfm(await readCsvFile(example), { ...columns, bins: 4 });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected.toRows())));
  });

  it("says on the error stream which columns it guessed, unless it is to be quiet", async () => {
    const loud = await run("summarize", example);
    expect(loud.stderr).toBe(
      'customer: "customer" (guessed)\ndate: "date" (guessed)\namount: "amount" (guessed)\norder: "order" (guessed)\n',
    );
    expect((await run("summarize", example, "--quiet")).stderr).toBe("");
    const chinese = await run("summarize", example, "--locale", "zh");
    expect(chinese.stderr).toContain('customer:"customer"(推测)');
  });

  it("takes named columns as they are, also where their names look like numbers", async () => {
    const orders = file("codes.csv", "007,08,9\na,2026-01-01,3\na,2026-01-05,4\nb,2026-01-02,5\n");
    const { code, stdout } = await run(
      ...["summarize", orders, "--customer", "007", "--date", "08", "--amount", "9", "--format", "csv", "--quiet"],
    );
    expect(code).toBe(0);
    expect(stdout.split("\n")[1]).toMatch(/^a,2,1,4,/);
  });

  it("multiplies quantity and price", async () => {
    const orders = file("lines.csv", "who,day,n,each\na,2026-01-01,2,1.50\na,2026-01-03,1,4\n");
    const { stdout } = await run(
      ...["summarize", orders, "--customer", "who", "--date", "day", "--quantity", "n", "--price", "each"],
      ...["--format", "json"],
    );
    expect(JSON.parse(stdout)[0].revenue).toBe(7);
  });

  it("reads what the options of reading describe", async () => {
    const orders = file("german.csv", "Kunde;Datum;Betrag\na;03.01.2026;1.234,50 €\na;05.01.2026;(34,50 €)\n");
    const { code, stdout, stderr } = await run(
      ...["summarize", orders, "--delimiter", ";", "--decimal", ",", "--thousands", ".", "--currency"],
      ...["--date-format", "dmy", "--format", "json"],
    );
    expect(stderr).toContain('customer: "Kunde" (guessed)');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)[0]).toMatchObject({ customer: "a", revenue: 1200 });
  });

  it("writes a file in the format of its name, and nothing else beside it", async () => {
    const customers = summarizeCustomers(await readCsvFile(example), columns);
    for (const name of ["c.csv", "c.json", "c.md", "c.html", "c.parquet", "c.csv.gz"]) {
      const { code, stdout } = await run("summarize", example, "--out", path(name));
      expect([code, stdout]).toEqual([0, ""]);
    }
    expect(readFileSync(path("c.csv"), "utf8")).toBe(writeCsv(customers));
    expect((await readCsvFile(path("c.csv.gz"))).numRows).toBe(customers.numRows);
    const parquet = await readParquetFile(path("c.parquet"));
    expect(parquet.toRows()).toEqual(customers.toRows());
    expect(readFileSync(path("c.md"), "utf8").trim().split("\n")).toHaveLength(customers.numRows + 2);
    expect(readdirSync(dirname(path("c.csv"))).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  it("reads what it wrote to Parquet", async () => {
    const again = path("again.parquet");
    const { amount, ...rest } = columns;
    await run("summarize", example, "--out", again);
    const { code, stdout } = await run("pareto", again, "--value", "revenue", "--format", "json");
    expect(code).toBe(0);
    const direct = await run(
      "pareto",
      example,
      "--format",
      "json",
      ...["--amount", amount, "--customer", rest.customer],
    );
    expect(JSON.parse(stdout)).toEqual(JSON.parse(direct.stdout));
  });

  it("scores answers of a survey", async () => {
    const survey = file("survey.csv", "q1,recommend\n10,10\n4,9\n7,2\n");
    const { stdout } = await run(
      ...["satisfaction", survey, "--items", "q1", "--satisfied", "7", "--promoter", "recommend", "--format", "json"],
    );
    const rows = JSON.parse(stdout) as { measure: string; score: number }[];
    const scores = new Map(rows.map(({ measure, score }) => [measure, score]));
    expect(scores.get("mean on 0..100")).toBeCloseTo((100 * (9 + 3 + 6)) / 27, 10);
    expect(scores.get("rate of 7 and more")).toBeCloseTo(200 / 3, 10);
    expect(scores.get("Net Promoter Score")).toBeCloseTo(100 / 3, 10);
  });

  it("divides customers by tiers, ABC classes, or rules of a file", async () => {
    const abc = await run("segments", example, "--kind", "abc", "--format", "json");
    expect(new Set((JSON.parse(abc.stdout) as { class: string }[]).map((row) => row.class))).toEqual(
      new Set(["A", "B", "C"]),
    );
    const customers = file("people.csv", "customer,age\na,25\nb,70\n");
    const rules = file("rules.json", '[{ "name": "young", "when": { "age": { "below": 30 } } }]');
    const { stdout } = await run("segments", customers, "--kind", "rules", "--rules", rules, "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject([{ segment: "young" }, { segment: "Others" }]);
    expect((await run("segments", customers, "--kind", "rules")).code).toBe(2);
  });

  it("says in Chinese how much it left out and what it notes", async () => {
    const { stdout } = await run("summarize", example, "--rows", "2", "--locale", "zh");
    expect(stdout).toContain("… 另有 498 行");
    expect(stdout).toMatch(/明细:rows 2860/);
    expect((await run("rfm", example, "--rows", "2", "--locale", "zh")).stdout).toMatch(/注:orders: no customer/);
  });

  it("has a help for every command, in both languages", async () => {
    for (const { name } of commands) {
      for (const locale of ["en", "zh"]) {
        const { code, stdout } = await run(name, "--help", "--locale", locale);
        expect(code).toBe(0);
        expect(stdout).toContain("--format");
      }
    }
    expect((await run("--help")).stdout).toContain("satisfaction");
    expect((await run()).code).toBe(0);
  });
});

describe("the exit code", () => {
  const codeOf = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stdout).toBe("");
    return { code, message: stderr.trim().split("\n").at(-1)! };
  };

  it("is 1 where the data are wrong, with the code of the error", async () => {
    const missing = await codeOf("rfm", example, "--customer", "client");
    expect(missing).toMatchObject({ code: 1, message: expect.stringMatching(/"client".*\[unknown-column\]$/) });
    const broken = file("broken.csv", "customer,date,amount\na,2026-01-01,12\na,someday,3\n");
    const dates = await codeOf("summarize", broken, "--customer", "customer", "--date", "date");
    expect(dates).toMatchObject({ code: 1, message: expect.stringMatching(/row 2.*\[not-a-date\]$/) });
    const nowhere = await codeOf("rfm", path("nowhere.csv"));
    expect(nowhere).toMatchObject({ code: 1, message: expect.stringContaining("there is no file") });
  });

  it("is 2 where the command is wrong", async () => {
    for (const args of [
      ["rfm"],
      ["rfm", example, example],
      ["nonsense", example],
      ["rfm", example, "--bin", "5"],
      ["rfm", example, "--bins", "five"],
      ["rfm", example, "--bins", "1"],
      ["rfm", example, "--refunds", "never"],
      ["rfm", example, "--out", path("result.unknown")],
      ["rfm", example, "--format", "parquet"],
      ["rfm", example, "--quantity", "quantity"],
      ["satisfaction", example],
    ]) {
      expect(await codeOf(...args), args.join(" ")).toMatchObject({ code: 2 });
    }
  });

  it("comes with the options as they are written on the command line", async () => {
    const orders = file("nobody.csv", "who,day,paid\na,2026-01-01,10\n,2026-01-02,20\n");
    const named = ["--customer", "who", "--date", "day", "--amount", "paid"];
    const missing = await run("summarize", orders, ...named);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("set --missing-customer drop to leave them out [missing-customer]");
    expect((await run("summarize", orders, ...named, "--missing-customer", "drop")).code).toBe(0);
    expect((await run("summarize", orders, ...named, "--rows", "-1")).stderr).toMatch(/^clientele: --rows must be/);
  });

  it("is 2 for a page of HTML on a terminal, which a pipe takes", async () => {
    const printed: string[] = [];
    const write = (text: string) => printed.push(text);
    const terminal = await runWith({ stdout: { isTTY: true, write } }, "report", example, "--quiet");
    expect([terminal.code, printed]).toEqual([2, []]);
    expect(terminal.stderr).toContain("--out report.html");
    const pipe = await run("report", example, "--quiet");
    expect(pipe.code).toBe(0);
    expect(pipe.stdout).toMatch(/^<!doctype html>/);
  });

  it("is 2 where it is not clear which column is meant, and says which there are", async () => {
    const vague = file("vague.csv", "x,y\n1,2\n3,4\n");
    const { code, message } = await codeOf("summarize", vague);
    expect(code).toBe(2);
    expect(message).toMatch(/--(customer|date) COLUMN\. The columns are x, y/);
  });
});

describe("the program", () => {
  it("prints the result alone on its output, and ends with the code", () => {
    const program = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));
    const output = execFileSync(process.execPath, ["--import", "tsx", program, "pareto", example, "--format", "csv"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect(output.split("\n")[0]).toBe("top,items,value,share");
  });
});
