import { describe, expect, it } from "vitest";
import { resolveIdentities, table } from "../../../src/index.js";
import { pairQuality } from "./pair-quality.js";
import { syntheticRecords } from "./synthetic-records.js";

const { person, ...columns } = syntheticRecords(600, 19);
const full_name = columns.given.map((given, row) => [given, columns.surname[row]].filter(Boolean).join(" ") || null);
const records = table({ ...columns, full_name });
const block = [["given", "surname"], ["born"], ["phone"], ["full_name"]];
const names = [
  { column: "given", as: "name" },
  { column: "surname", as: "name" },
] as const;
const others = ["born", "street", "city", "phone"];

describe("a column that repeats others", () => {
  it("is not compared, as a warning says", () => {
    const { model, warnings, clusters } = resolveIdentities(records, {
      ...{ id: "id", block },
      compare: ["full_name", ...names, ...others],
    });
    expect(model.columns.map(({ column }) => column)).toEqual(["given", "surname", ...others]);
    expect(warnings).toContain(
      '"full_name" repeats what stands in "given", "surname" and is not compared: its agreement would count twice',
    );
    const alone = resolveIdentities(records, { id: "id", block, compare: [...names, ...others] });
    expect(clusters.toRows()).toEqual(alone.clusters.toRows());
    expect(pairQuality(clusters.column("cluster").toArray(), person).precision).toBeGreaterThanOrEqual(0.95);
  });

  it("still blocks, also with the model of earlier records", () => {
    const first = resolveIdentities(records, { id: "id", block, compare: ["full_name", ...names, ...others] });
    const again = resolveIdentities(records, { id: "id", model: first.model });
    expect(first.model.blockColumns).toEqual([{ column: "full_name", as: "name" }]);
    expect(again.clusters.column("cluster").toArray()).toEqual(first.clusters.column("cluster").toArray());
  });

  it("is one of two with the same values", () => {
    const twice = records.withColumn("born_again", columns.city).select("id", "surname", "city", "born_again");
    const { model } = resolveIdentities(twice, {
      ...{ id: "id", block: [["surname"]] },
      compare: ["surname", "city", "born_again"],
    });
    expect(model.columns).toHaveLength(2);
  });

  it("is none that has words of its own", () => {
    const { model, warnings } = resolveIdentities(records, {
      ...{ id: "id", block },
      compare: [...names, ...others, "email"],
    });
    expect(model.columns).toHaveLength(7);
    expect(warnings.join()).not.toMatch(/repeats/);
  });
});

describe("a column that only blocks", () => {
  it("and is made from a compared one says nothing of how often that agrees", () => {
    const derived = records.withColumn(
      "year",
      columns.born.map((born) => born?.slice(0, 4) ?? null),
    );
    const compare = [...names, ...others];
    const alone = resolveIdentities(records, { id: "id", block: [["phone"], ["street"]], compare });
    const more = resolveIdentities(derived, {
      ...{ id: "id", compare },
      block: [["phone"], ["street"], ["full_name"], ["year", "city"]],
    });
    const exact = ({ model }: typeof more, column: string) =>
      model.columns.find((one) => one.column === column)!.m.at(-1)!;
    for (const column of ["given", "surname", "born"]) {
      expect(Math.abs(exact(more, column) - exact(alone, column))).toBeLessThan(0.03);
    }
  });
});
