import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, it } from "vitest";
import { duckDbDialect } from "../../../src/engines/dialects/duckdb-dialect.js";
import { sniffedCsv } from "../../../src/engines/duckdb/csv-form.js";
import { csvSources } from "../../../src/engines/duckdb/csv-sources.js";
import { openDuckDb } from "../../../src/engines/duckdb.js";
import type { Sql } from "../../../src/engines/sql/sql.js";

const folder = mkdtempSync(join(tmpdir(), "clientele-test-"));
const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
const connection = await instance.connect();
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** Names, types and rows of a relation with their counts, or what DuckDB says against it. */
async function contentOf(relation: Sql): Promise<unknown> {
  try {
    const result = await connection.run(`SELECT *, count(*) FROM ${relation.print(duckDbDialect)} GROUP BY ALL`);
    const rows = (await result.getRowsJson()).map((row) => JSON.stringify(row)).sort();
    return { names: result.columnNames(), types: result.columnTypes().map(String), rows };
  } catch (error) {
    return String(error).split("\n")[0];
  }
}

const isTyped = (relation: Sql): boolean => relation.print(duckDbDialect).includes("auto_detect = false");

/** More rows than DuckDB looks at where it is not asked for all, and then these. */
const afterMany = (...last: string[]): string => {
  const rows = Array.from({ length: 25_000 }, (_, i) => `${i % 7},true,t${i % 7},`);
  return ["id,flag,text,empty", ...rows, ...last, ""].join("\n");
};

const files: Record<string, string | Uint8Array> = {
  "late text": afterMany("x1,yes,a,b"),
  "late decimals": afterMany("7.5,false,a,"),
  "late numbers among flags and gaps": afterMany("7,2,a,9"),
  "late quotes": afterMany('7,true,"a,b",', '8,true,"c",'),
  "late gaps": afterMany(",,,"),
  "a whole number of 20 digits": afterMany("99999999999999999999,true,a,1e400"),
  "late blanks and signs": afterMany(" 7 ,true,a,+3"),
  tabs: "a\tb\n1\tx\n",
  semicolons: "a;b\n1,5;2\n",
  "one column with a gap": "a\n1\n\n2\n",
  "no header": "1,2\n3,4\n",
  "a header alone": "a,b\n",
  nothing: "",
  "CR and LF": "a,b\r\n1,x\r\n",
  "CR alone": "a,b\r1,x\r2,y\r",
  "hostile names": 'a,A,"we\'ird ""n"",x","c\\",,{"\n1,2,x,4,5,6\n',
  "single quotes": "a|b\n'x|y'|2\n'z'|3\n",
  "escaped quotes": 'a,b\n"x\\"y",1\n"z",2\n',
  "doubled quotes": 'a,b\n"x""y",1\n"z",2\n',
  "quoted gaps": 'a,b\n"",1\n,2\n"x\ny",3\n',
  "comments between rows": "a,b\n1,2\n# x\n2,3\n",
  preamble: "Report of the day\n\na,b,c\n1,2,3\n2,3,4\n",
  "a byte-order mark": "\uFEFFa,b\n1,2\n",
  zeros: "a,b\n007,1\n008,0\n",
};
const refused: Record<string, string | Uint8Array> = {
  "two line ends": "a,b\r\n1,x\n2,y\r\n",
  "a late row too long": afterMany("1,true,a,b,c,d"),
  Latin: Uint8Array.from([97, 44, 98, 10, 49, 44, 0xe9, 10]),
};

describe("CSV files whose form is found once", () => {
  it.each(Object.keys(files))("hold what DuckDB finds by itself: %s", async (name) => {
    const path = write("file.csv", files[name]!);
    const relation = await csvSources(instance)("test", [path], {});
    expect(isTyped(relation)).toBe(true);
    expect(await contentOf(relation)).toEqual(await contentOf(sniffedCsv([path])));
  });

  it.each(Object.keys(refused))("are refused as DuckDB refuses them: %s", async (name) => {
    const path = write("file.csv", refused[name]!);
    const problem = await contentOf(await csvSources(instance)("test", [path], {}));
    expect(problem).toEqual(expect.stringContaining("Error"));
    expect(problem).toEqual(await contentOf(sniffedCsv([path])));
  });

  it("are many, compressed, in folders that are columns, or written each in its own way", async () => {
    write("whole.csv", "id,x\n1,2\n");
    write("decimal.csv", "id,x\n1,2.5\n");
    write("text.csv", "id,x\na,2.5\n");
    write("quoted.csv", 'id,x\n"a",2.5\n');
    write("turned.csv", "x,id\n1,2\n");
    write("semicolon.csv", "id;x\n1;2\n");
    write("strange[1].csv", "id,x\n1,2\n");
    write("packed.csv.gz", gzipSync("id,x\n1,2\n"));
    for (const year of [2025, 2026]) {
      mkdirSync(join(folder, `year=${year}`));
      write(`year=${year}/orders.csv`, "id,x\n1,2\n");
    }
    for (let i = 10; i < 24; i++) {
      write(`late-decimal-${i}.csv`, `id,x\n1,${i === 23 ? 2.5 : 2}\n`);
      write(`early-decimal-${i}.csv`, `id,x\n1,${i === 11 ? 2.5 : 2}\n`);
    }
    const lists: (readonly [boolean, ...string[]])[] = [
      [true, "whole.csv", "decimal.csv"],
      [true, "whole.csv", "decimal.csv", "text.csv"],
      [true, "[dw]*.csv"],
      [true, "packed.csv.gz"],
      [true, "year=*/*.csv"],
      [true, "early-decimal-*.csv"],
      [false, "late-decimal-*.csv"],
      [false, "whole.csv", "quoted.csv"],
      [false, "whole.csv", "turned.csv"],
      [false, "whole.csv", "semicolon.csv"],
      [false, "strange[1].csv"],
      [false, "absent-*.csv"],
    ];
    const csv = csvSources(instance);
    for (const [typed, ...names] of lists) {
      const paths = names.map((name) => join(folder, name));
      const relation = await csv("test", paths, {});
      expect([names, isTyped(relation)]).toEqual([names, typed]);
      expect(await contentOf(relation)).toEqual(await contentOf(sniffedCsv(paths)));
    }
  });

  it("are looked at again when size or time of a file, or the files of a pattern, change", async () => {
    const csv = csvSources(instance);
    const [path, pattern] = [write("changing-1.csv", "a\n1\n"), join(folder, "changing-*.csv")];
    const ask = () => Promise.all([csv("test", [path], {}), csv("test", [pattern], {})]);
    const first = await ask();
    const again = await ask();
    expect(again.map((relation, i) => relation === first[i])).toEqual([true, true]);
    appendFileSync(path, "x\n");
    const longer = await ask();
    expect(await contentOf(longer[0])).toMatchObject({
      types: ["VARCHAR", "BIGINT"],
      rows: ['["1","1"]', '["x","1"]'],
    });
    expect(await contentOf(longer[1])).toEqual(await contentOf(longer[0]));
    writeFileSync(path, "a\n1\n2\n");
    utimesSync(path, 1, 1);
    const asLong = await ask();
    expect(await contentOf(asLong[0])).toMatchObject({ types: ["BIGINT", "BIGINT"], rows: ['["1","1"]', '["2","1"]'] });
    expect(await contentOf(asLong[1])).toEqual(await contentOf(asLong[0]));
    write("changing-2.csv", "a\n2.5\n");
    const more = await ask();
    expect(more[0]).toBe(asLong[0]);
    expect(await contentOf(more[1])).toMatchObject({ types: ["DOUBLE", "BIGINT"] });
  });

  it("are looked at once by calls side by side, and again after one that was given up", async () => {
    const csv = csvSources(instance);
    const path = write("shared.csv", afterMany());
    const controller = new AbortController();
    const given = csv("test", [path], { signal: controller.signal });
    const others = [csv("test", [path], {}), csv("test", [path], {})] as const;
    controller.abort(new Error("enough"));
    await expect(given).rejects.toThrow("enough");
    const [one, other] = await Promise.all(others);
    expect(one).toBe(other);
    expect(isTyped(one)).toBe(true);
  });

  it("give an engine the rows that they hold now", async () => {
    const engine = await openDuckDb({ threads: 1 });
    const path = write("orders.csv", "customer,date,amount\n1,2026-01-05,2\n2,2026-01-06,3\n");
    const columns = { customer: "customer", date: "date", amount: "amount" };
    const before = await engine.summarizeCustomers({ csv: path }, columns);
    expect(before.column("customer").toArray()).toEqual([1, 2]);
    appendFileSync(path, "x,2026-01-07,2.5\n");
    const after = await engine.summarizeCustomers({ csv: path }, columns);
    expect(after.column("customer").toArray()).toEqual(["1", "2", "x"]);
    expect(after.column("revenue").toArray()).toEqual([2, 3, 2.5]);
    await engine.close();
    await expect(engine.summarizeCustomers({ csv: path }, columns)).rejects.toThrow("closed");
  });
});
