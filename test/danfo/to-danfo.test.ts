import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import { table, toDanfo } from "../../src/table/index.js";

/** The part of danfo.js that these tests look at. */
interface Frame {
  readonly columns: string[];
  readonly shape: number[];
  readonly dtypes: string[];
  readonly values: unknown[][];
  column(name: string): { readonly values: unknown[]; mean(): number };
  isNa(): Frame;
}
interface Danfo {
  readonly DataFrame: new (rows: unknown[][], options: object) => Frame;
}

const rows = [
  { name: "Ada", spent: 12.5, orders: 3, since: new Date("2026-01-05"), vip: true },
  { name: null, spent: null, orders: 4, since: null, vip: null },
  { name: "Bob", spent: -3, orders: 5, since: new Date("2026-01-06T10:30:00Z"), vip: false },
];

/** danfo.js is installed by `npm install --prefix test/danfo`, apart from the rest: it is large and needs overrides. */
const isInstalled = existsSync(fileURLToPath(new URL("./node_modules/danfojs-node", import.meta.url)));
const describeWithDanfo = isInstalled ? describe : describe.skip;

describeWithDanfo(
  `a table as a danfo.js DataFrame${isInstalled ? "" : " (skipped: danfojs-node is not installed in test/danfo)"}`,
  () => {
    const danfo: Danfo = isInstalled ? createRequire(import.meta.url)("danfojs-node") : { DataFrame: Object };

    it("has the same values and fitting types", () => {
      const frame: Frame = toDanfo(table(rows), danfo);
      expect(frame).toBeInstanceOf(danfo.DataFrame);
      expect(frame.columns).toEqual(["name", "spent", "orders", "since", "vip"]);
      expect(frame.dtypes).toEqual(["string", "float32", "int32", "string", "boolean"]);
      expect(frame.values).toEqual([
        ["Ada", 12.5, 3, "2026-01-05", true],
        [null, Number.NaN, 4, null, null],
        ["Bob", -3, 5, "2026-01-06T10:30:00Z", false],
      ]);
    });

    it("has missing values that danfo.js knows as missing", () => {
      const frame = toDanfo(table(rows), danfo);
      expect(frame.isNa().values[1]).toEqual([true, true, false, true, true]);
      expect(frame.column("spent").mean()).toBe(4.75);
    });

    it("comes back as the same table, with dates as text", () => {
      const back = table(toDanfo(table(rows), danfo));
      expect(back.columnNames).toEqual(["name", "spent", "orders", "since", "vip"]);
      expect(back.select("name", "spent", "orders", "vip").toRows()).toEqual(
        table(rows).select("name", "spent", "orders", "vip").toRows(),
      );
      expect(back.column("since").toArray()).toEqual(["2026-01-05", null, "2026-01-06T10:30:00Z"]);
    });

    it("keeps all digits, and the order of columns under any names", () => {
      const input = table([{ "2": Math.PI, "1": 2 ** 40, ["__proto__"]: "x" }]).select("2", "__proto__", "1");
      const frame = toDanfo(input, danfo);
      expect(frame.columns).toEqual(["2", "__proto__", "1"]);
      expect(frame.values).toEqual([[Math.PI, "x", 2 ** 40]]);
      expect(frame.dtypes).toEqual(["float32", "string", "float32"]);
    });

    it("takes a table without rows", () => {
      expect(toDanfo({ a: [], b: [] }, danfo).columns).toEqual(["a", "b"]);
    });
  },
);

describe("toDanfo", () => {
  it("refuses what is no table and what is not danfo.js", () => {
    expect(() => toDanfo({ a: [1] }, {} as never)).toThrow(ClienteleError);
    expect(() => toDanfo({ a: [1] }, null as never)).toThrow(ClienteleError);
    expect(() => toDanfo(5 as never, { DataFrame: Object })).toThrow(ClienteleError);
  });
});
