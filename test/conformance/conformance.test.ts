import { afterAll, describe, expect, it } from "vitest";
import { ClienteleError, parseModel, table } from "../../src/index.js";
import type { InputColumns, NameOf } from "./conformance-entry.js";
import { entries } from "./entries/index.js";
import { expectClose } from "./expect-close.js";

const plainName: NameOf = (column) => column;
const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "a b",
  "<script>",
  "=1+1",
  "Ü \u202e\u0000",
  "hasOwnProperty",
  "length",
];

describe.each(entries.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  let result: unknown;
  /** What it gives on its input, computed once; the first test holds a second run to it. */
  const plainResult = async () => {
    result ??= await entry.run(entry.input(), plainName);
    return result;
  };
  afterAll(() => {
    result = undefined;
  });

  it("gives the same bits twice", async () => {
    expect(await entry.run(entry.input(), plainName)).toEqual(await plainResult());
  });

  it("reads columns, rows and tables alike", async () => {
    const expected = await plainResult();
    expect(await entry.run(rowsOf(entry.input()), plainName)).toEqual(expected);
    expect(await entry.run(table(entry.input()), plainName)).toEqual(expected);
  });

  it("does not change its input", async () => {
    const input = entry.input();
    for (const values of Object.values(input)) Object.freeze(values);
    Object.freeze(input);
    await entry.run(input, plainName);
    const typed = typedColumns(entry.input());
    await entry.run(typed, plainName);
    expect(typed).toEqual(typedColumns(entry.input()));
  });

  it("finds its columns under hostile names", async () => {
    if (entry.renamable === false) return;
    const names = new Map(
      Object.keys(entry.input()).map((column, i) => [column, hostileNames[i % hostileNames.length]!]),
    );
    const nameOf: NameOf = (column) => names.get(column) ?? column;
    expect(await entry.run(renamed(entry.input(), nameOf), nameOf)).toEqual(await plainResult());
  });

  it("does not depend on the order of the rows", async () => {
    if (typeof entry.shuffle === "string") return;
    expectClose(await entry.run(shuffled(entry.input()), plainName), await plainResult(), entry.shuffle ?? 1e-9);
  });

  it("answers or refuses empty and tiny inputs, and never fails otherwise", async () => {
    const input = entry.input();
    for (const length of [0, 1, 2, 3]) {
      const cut = Object.fromEntries(Object.entries(input).map(([name, values]) => [name, values.slice(0, length)]));
      try {
        await entry.run(cut, plainName);
      } catch (error) {
        expect(error, `${length} rows: ${String(error)}`).toBeInstanceOf(ClienteleError);
      }
    }
  });

  it.each(entry.numeric ?? [])("refuses a column %j that is not made of finite numbers", async (column) => {
    for (const bad of [Number.POSITIVE_INFINITY, "12,50"]) {
      const input = entry.input();
      input[column] = input[column]!.map((value, row) => (row === 1 ? bad : value));
      await expect(async () => entry.run(input, plainName), String(bad)).rejects.toThrow(ClienteleError);
    }
  });

  it.each(entry.rescale ?? [])(
    "follows its units when $column is multiplied by $factor",
    async ({ column, factor, expect: expected, tolerance }) => {
      const input = entry.input();
      input[column] = input[column]!.map((value) => (typeof value === "number" ? value * factor : value));
      const plain = (await plainResult()) as never;
      expectClose(await entry.run(input, plainName), expected(plain, factor), tolerance ?? 1e-6);
    },
  );

  it("gives the same for identical rows and for one row with their count", async () => {
    if (entry.grouped === undefined) return;
    expectClose(
      await entry.run(collapsed(entry.input(), entry.grouped.by, entry.grouped.count), plainName),
      await plainResult(),
      1e-8,
    );
  });

  it("takes a row with the count 0 as absent, wherever it stands", async () => {
    if (entry.grouped === undefined) return;
    const { by, count } = entry.grouped;
    const rows = collapsed(entry.input(), by, count);
    const nobody = rowsAtEnds(rows, by);
    const zeroed = { ...rows, [count]: rows[count]!.map((value, row) => (nobody.has(row) ? 0 : value)) };
    const without = Object.fromEntries(
      Object.entries(rows).map(([name, values]) => [name, values.filter((_, row) => !nobody.has(row))]),
    );
    expectClose(await entry.run(zeroed, plainName), await entry.run(without, plainName), 1e-9);
  });

  it("has a model that is frozen plain data and survives JSON", () => {
    if (entry.model === undefined) return;
    const model = entry.model(entry.input(), plainName);
    const json: unknown = JSON.parse(JSON.stringify(model));
    expect(json).toEqual(model);
    expectFrozen(model);
    const parsed = parseModel(json);
    expect(parsed).toEqual(model);
    if (entry.apply !== undefined) {
      expect(entry.apply(parsed, entry.input(), plainName)).toEqual(entry.apply(model, entry.input(), plainName));
    }
  });
});

it("lists every entry once", () => {
  const names = entries.map((entry) => entry.name);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});

function rowsOf(input: InputColumns): object[] {
  const names = Object.keys(input);
  const length = input[names[0]!]?.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(names.map((name) => [name, input[name]![row]])));
}

function renamed(input: InputColumns, nameOf: NameOf): object {
  const result = {};
  for (const [name, value] of Object.entries(input)) {
    Object.defineProperty(result, nameOf(name), { value, enumerable: true, writable: true, configurable: true });
  }
  return result;
}

function typedColumns(input: InputColumns): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([name, values]) => [
      name,
      values.every((value) => typeof value === "number") ? Float64Array.from(values as number[]) : values,
    ]),
  );
}

/** A fixed shuffle: row i goes where i · prime mod length says. */
function shuffled(input: InputColumns): InputColumns {
  const length = Object.values(input)[0]?.length ?? 0;
  const step = [7919, 104_729, 1_299_709].find((prime) => length % prime !== 0)!;
  const order = Array.from({ length }, (_, i) => (i * step + 3) % length);
  return Object.fromEntries(Object.entries(input).map(([name, values]) => [name, order.map((row) => values[row])]));
}

function collapsed(input: InputColumns, by: readonly string[], count: string): InputColumns {
  const groups = new Map<string, { row: number; count: number }>();
  const length = Object.values(input)[0]?.length ?? 0;
  for (let row = 0; row < length; row++) {
    const key = JSON.stringify(by.map((name) => input[name]![row]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { row, count: 1 });
    else group.count++;
  }
  const rows = [...groups.values()];
  return {
    ...Object.fromEntries(Object.entries(input).map(([name, values]) => [name, rows.map(({ row }) => values[row])])),
    [count]: rows.map((group) => group.count),
  };
}

/** The first and the last row, and those with the lowest value of a column that has more than three. */
function rowsAtEnds(input: InputColumns, columns: readonly string[]): ReadonlySet<number> {
  const length = input[columns[0]!]!.length;
  const rows = new Set([0, length - 1]);
  for (const column of columns) {
    const values = input[column]!;
    if (new Set(values).size <= 3 || values.some((value) => typeof value !== "number")) continue;
    const lowest = Math.min(...(values as number[]));
    values.forEach((value, row) => {
      if (value === lowest) rows.add(row);
    });
  }
  return rows;
}

function expectFrozen(data: unknown): void {
  if (typeof data !== "object" || data === null) return;
  expect(Object.isFrozen(data)).toBe(true);
  for (const value of Object.values(data)) expectFrozen(value);
}
