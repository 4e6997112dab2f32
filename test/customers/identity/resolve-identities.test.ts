import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import {
  type IdentityModel,
  parseModel,
  type ResolveIdentitiesOptions,
  resolveIdentities,
  table,
} from "../../../src/index.js";
import { errorOf } from "../../error-of.js";
import { pairQuality } from "./pair-quality.js";
import { syntheticRecords } from "./synthetic-records.js";

const compare = [
  { column: "given", as: "name" },
  { column: "surname", as: "name" },
  { column: "born", as: "date" },
  { column: "street", as: "address" },
  "city",
  { column: "phone", as: "phone" },
  { column: "email", as: "email" },
] as const;

const block = [["given", "surname"], ["born"], ["phone"], ["email"], ["surname", "street"], ["street", "given"]];

const options: ResolveIdentitiesOptions = { id: "id", compare, block };

function synthetic(records: number, seed: number) {
  const { person, ...columns } = syntheticRecords(records, seed);
  return { records: table(columns), person };
}

const weber = {
  id: ["crm-1", "shop-7", "crm-2", "shop-9"],
  name: ["Anna Weber", "Anna Weeber", "Otto Kaya", null],
  born: ["1980-05-04", "1980-04-05", "1971-12-30", null],
  mail: ["anna@mail.example", "Anna@mail.example", "otto@mail.example", null],
};

const ofWeber: ResolveIdentitiesOptions = {
  id: "id",
  compare: [
    { column: "name", as: "name" },
    { column: "born", as: "date" },
    { column: "mail", as: "email" },
  ],
  block: [["mail"], ["born"], ["name"]],
};

describe("resolveIdentities on synthetic records", () => {
  it("finds the persons behind the records with a precision of .98 and a recall of .95", () => {
    const { records, person } = synthetic(1000, 11);
    const { clusters, blockingRecall, model } = resolveIdentities(records, options);
    const { precision, recall, matches } = pairQuality(clusters.column("cluster").toArray(), person);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(blockingRecall).toBeGreaterThan(0.95);
    // The prior is the share of pairs that are matches, within a tenth.
    expect((model.prior * 1000 * 999) / 2 / matches).toBeCloseTo(1, 1);
    expect(model.relations.map(({ shared }) => [...shared])).toContainEqual(["surname", "street", "city"]);
  });

  it("keeps precision where rules bring whole households, which EM over all blocks takes for persons", () => {
    const { records, person } = synthetic(1000, 13);
    const { clusters } = resolveIdentities(records, {
      ...options,
      block: [["surname"], ["street"], ["born"], ["phone"]],
    });
    const { precision, recall } = pairQuality(clusters.column("cluster").toArray(), person);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it("estimates the share of the matches that the rules bring", () => {
    const { records, person } = synthetic(800, 14);
    for (const rules of [
      [["given", "surname"], ["phone"]],
      [["surname", "street"], ["email"]],
    ]) {
      const { blockingRecall } = resolveIdentities(records, { ...options, block: rules });
      expect(blockingRecall).toBeCloseTo(trueRecall(records.toRows(), person, rules), 1);
    }
  });

  it("resolves the merged records to themselves", () => {
    const { records } = synthetic(600, 15);
    const first = resolveIdentities(records, options);
    const again = resolveIdentities(first.merged.drop("cluster", "records"), { id: "id", model: first.model });
    const merged = again.ledger.records - again.ledger.clusters;
    expect(first.ledger.records - first.ledger.clusters).toBeGreaterThan(150);
    expect(merged).toBeLessThan(0.02 * again.ledger.records);
  });

  it("gives the same clusters to records in any order, and to columns of any name", () => {
    const { records } = synthetic(200, 16);
    const expected = clusterById(resolveIdentities(records, options));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const keys = Array.from({ length: 200 }, (_, row) => (row * seed * 7919) % 1009);
        const shuffled = records.withColumn("key", keys).sortBy("key").drop("key");
        expect(clusterById(resolveIdentities(shuffled, options))).toEqual(expected);
      }),
      { numRuns: 5 },
    );
    const hostile = records.rename({ given: "__proto__", surname: "constructor", email: "<b>" });
    const renamed = resolveIdentities(hostile, {
      id: "id",
      compare: [
        { column: "__proto__", as: "name" },
        { column: "constructor", as: "name" },
        ...compare.slice(2, -1),
        { column: "<b>", as: "email" },
      ],
      block: [
        ["__proto__", "constructor"],
        ["born"],
        ["phone"],
        ["<b>"],
        ["constructor", "street"],
        ["street", "__proto__"],
      ],
    });
    expect(clusterById(renamed)).toEqual(expected);
  });

  it("applies a model that went through JSON as it was fitted, and to new records", () => {
    const { records, person } = synthetic(900, 17);
    const old = resolveIdentities(records.head(600), options);
    const model = parseModel(JSON.parse(JSON.stringify(old.model))) as IdentityModel;
    const same = resolveIdentities(records.head(600), { id: "id", model });
    expect(clusterById(same)).toEqual(clusterById(old));
    const { precision, recall } = pairQuality(
      resolveIdentities(records, { id: "id", model }).clusters.column("cluster").toArray(),
      person,
    );
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });
});

function trueRecall(rows: readonly object[], person: readonly number[], rules: readonly (readonly string[])[]): number {
  let found = 0;
  let matches = 0;
  const cell = (row: number, name: string) => (rows[row] as Record<string, string | null>)[name];
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      if (person[i] !== person[j]) continue;
      matches++;
      const agree = (name: string) => cell(i, name) !== null && cell(i, name) === cell(j, name);
      if (rules.some((rule) => rule.every(agree))) found++;
    }
  }
  return found / matches;
}

function clusterById({ clusters }: ReturnType<typeof resolveIdentities>): [unknown, unknown][] {
  const rows = clusters.toRows().map(({ id, cluster }): [unknown, unknown] => [id, cluster]);
  return rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

describe("resolveIdentities", () => {
  it("joins two spellings of one person and leaves the others alone", () => {
    const { clusters, pairs, merged } = resolveIdentities(weber, ofWeber);
    const [anna, anne, otto, nobody] = clusters.column("cluster").toArray();
    expect(anna).toBe(anne);
    expect(new Set([anna, otto, nobody]).size).toBe(3);
    expect(pairs.toRows()).toMatchObject([{ left: "crm-1", right: "shop-7", rule: "mail", sameCluster: true }]);
    expect(merged.column("records").toArray()).toEqual([2, 1, 1]);
  });

  it("explains a decision as a waterfall that ends at the probability of the pair", () => {
    const { explain, pairs } = resolveIdentities(weber, ofWeber);
    const steps = explain("crm-1", "shop-7");
    expect(steps.column("step").toArray()).toEqual(["prior", "name", "born", "mail", "mail: how common"]);
    expect(steps.column("level").toArray()).toEqual([null, "very similar", "day and month swapped", "exact", "exact"]);
    const weights = steps.column("weight").toArray();
    expect(steps.column("total").at(4)).toBeCloseTo(
      weights.reduce((sum: number, weight) => sum + weight!, 0),
      10,
    );
    expect(steps.column("probability").at(4)).toBeCloseTo(pairs.column("probability").at(0)!, 10);
    const missing = explain("crm-1", "shop-9").toRows().slice(1);
    expect(missing.every(({ level, weight }) => level === "missing" && weight === 0)).toBe(true);
    expect(errorOf(() => explain("crm-1", "nobody")).code).toBe("out-of-range");
  });

  it("explains what relatives share anyway", () => {
    const { records, person } = synthetic(500, 18);
    const { explain, pairs } = resolveIdentities(records, { ...options, listFrom: 0.001 });
    const of = new Map(
      records
        .column("id")
        .toArray()
        .map((id, row) => [id, person[row]]),
    );
    const relatives = pairs.toRows().find(({ left, right }) => of.get(left as string) !== of.get(right as string))!;
    const last = explain(relatives.left!, relatives.right!).tail(1).toRows()[0]!;
    expect(last.step).toMatch(/^relatives share /);
    expect(last.weight).toBeLessThanOrEqual(0);
    expect(last.probability).toBeCloseTo(relatives.probability!, 10);
  });

  it("finds names in each other's place, and counts them once", () => {
    const { records } = synthetic(400, 19);
    const rows = records.toRows();
    const whole = rows.findIndex((row) => row.given !== null && row.surname !== null && row.phone !== null);
    const { given, surname } = rows[whole]!;
    const copy = { ...rows[whole]!, id: "swapped", given: surname, surname: given };
    const { explain } = resolveIdentities([...rows, copy], options);
    const steps = explain(rows[whole]!.id!, "swapped").toRows();
    expect(steps.find(({ step }) => step === "given")).toMatchObject({ level: "swapped" });
    expect(steps.find(({ step }) => step === "given")!.weight).toBeGreaterThan(5);
    expect(steps.find(({ step }) => step === "surname")).toMatchObject({ level: "in swapped columns", weight: 0 });
  });

  it("brings records whose names are in each other's place by a rule with both", () => {
    const { pairs } = resolveIdentities(
      {
        id: [1, 2, 3, 4],
        first: ["Ada", "Byron", "Al", "Bo"],
        last: ["Byron", "Ada", "Gore", "Xi"],
        born: [1, 1, 2, 3],
      },
      {
        id: "id",
        compare: [{ column: "first", as: "name" }, { column: "last", as: "name" }, "born"],
        block: [["first", "last"]],
      },
    );
    expect(pairs.toRows()).toMatchObject([{ left: 1, right: 2 }]);
  });

  it("compares Chinese names in pinyin and phones in E.164 where the packages are given", () => {
    const people = {
      id: [1, 2, 3, 4],
      name: ["单雄信", "Shan Xiong Xin", "王芳", "Li Na"],
      phone: ["138 1234 5678", "+86 13812345678", "139 0000 1111", "137 2222 3333"],
    };
    const { explain } = resolveIdentities(people, {
      id: "id",
      compare: [
        { column: "name", as: "name" },
        { column: "phone", as: "phone" },
      ],
      block: [["phone"], ["name"]],
      pinyin: { pinyin },
      phones: { parsePhoneNumberFromString },
      country: "CN",
    });
    const steps = explain(1, 2).toRows();
    expect(steps.find(({ step }) => step === "name")).toMatchObject({ level: "exact", left: "shan xiong xin" });
    expect(steps.find(({ step }) => step === "phone")).toMatchObject({ level: "exact", left: "+8613812345678" });
  });

  it("takes identical records for one person", () => {
    const twice = {
      id: [1, 2, 3],
      name: ["Ada Byron", "Ada Byron", "Al Gore"],
      city: ["Ockham", "Ockham", "Carthage"],
    };
    const { clusters } = resolveIdentities(twice, { id: "id", compare: ["name", "city"], block: [["name"]] });
    expect(clusters.column("cluster").toArray()).toEqual([0, 0, 1]);
  });

  it.each([2, 3, 12, 60, 300])("takes the only %i copies among 500 strangers for one person", (copies) => {
    const id = Array.from({ length: copies + 500 }, (_, i) => i);
    const { clusters, warnings } = resolveIdentities(
      {
        id,
        name: id.map((i) => (i < copies ? "Anna Weber" : `P${(i * 7919) % 1009} Q${(i * 104_729) % 1013}`)),
        mail: id.map((i) => (i < copies ? "anna@mail.example" : `m${i * 7919}@mail.example`)),
      },
      { id: "id", compare: ["name", { column: "mail", as: "email" }], block: [["mail"], ["name"]] },
    );
    const cluster = clusters.column("cluster").toArray();
    expect(new Set(cluster.slice(0, copies)).size).toBe(1);
    expect(new Set(cluster).size).toBe(501);
    expect(warnings).toEqual([]);
  });

  it("does not take those who share common values for one person, and says so", () => {
    const id = Array.from({ length: 400 }, (_, i) => i);
    const { clusters, warnings } = resolveIdentities(
      { id, region: id.map((i) => `r${i % 16}`), plan: id.map((i) => `p${Math.floor(i / 16) % 10}`) },
      { id: "id", compare: ["region", "plan"], block: [["region"], ["plan"]] },
    );
    expect(new Set(clusters.column("cluster").toArray()).size).toBe(400);
    expect(warnings.join("\n")).toMatch(/400 records agree with another in every compared column and yet were not all/);
  });

  it("refuses a date of update that is none at the call, not when the merged records are read", () => {
    const error = errorOf(() =>
      resolveIdentities({ ...weber, updated: ["2026-01-01", "soon", null, null] }, { ...ofWeber, updated: "updated" }),
    );
    expect(error).toMatchObject({ code: "not-a-date", place: { row: 2, column: "updated" } });
  });

  it("keeps a single record, records without values and empty columns as they are, and says so", () => {
    const one = resolveIdentities({ id: [7], name: ["Ada"] }, { id: "id", compare: ["name"], block: [["name"]] });
    expect(one.clusters.toRows()).toEqual([{ id: 7, cluster: 0, probability: 1 }]);
    expect(one.blockingRecall).toBeNull();
    const { clusters, warnings, ledger } = resolveIdentities(
      { ...weber, fax: [null, null, null, ""] },
      {
        ...ofWeber,
        compare: [...ofWeber.compare!, "fax"],
      },
    );
    expect(new Set(clusters.column("cluster").toArray()).size).toBe(3);
    expect(ledger.withoutValues).toBe(1);
    expect(warnings.join("\n")).toMatch(/1 of 4 records has no value to compare/);
    expect(warnings.join("\n")).toMatch(/no record has a value in "fax"/);
  });

  it("compares neighbors only in blocks beyond the cap, and says how many pairs it left out", () => {
    const { records, person } = synthetic(600, 20);
    const narrow = resolveIdentities(records, { ...options, block: [["city"], ["phone"]], largestBlock: 30 });
    const city = narrow.blocking.toRows()[0]!;
    expect(city.giantBlocks).toBeGreaterThan(0);
    expect(city.pairsLeftOut).toBeGreaterThan(0);
    expect(narrow.warnings.join("\n")).toMatch(/larger than "largestBlock"/);
    const { precision } = pairQuality(narrow.clusters.column("cluster").toArray(), person);
    expect(precision).toBeGreaterThan(0.97);
  });

  it("does not count the matches that large blocks leave out as brought", () => {
    const { records, person } = synthetic(600, 20);
    const country = records.withColumn("country", new Array<string>(600).fill("DE"));
    const rules = [["country"], ["given", "surname"]];
    const { blockingRecall } = resolveIdentities(country, {
      ...{ id: "id", block: rules, largestBlock: 100 },
      compare: [...compare, "country"],
    });
    expect(blockingRecall).toBeLessThan(trueRecall(records.toRows(), person, rules.slice(1)) + 0.1);
    expect(blockingRecall).toBeGreaterThan(trueRecall(records.toRows(), person, rules.slice(1)) - 0.1);
  });

  it("does not choke on huge and hostile values", () => {
    const huge = `${"x".repeat(200_000)} `;
    const { clusters } = resolveIdentities(
      {
        id: ["__proto__", "constructor", "a", "b"],
        name: [huge, `${huge}y`, "'; DROP TABLE --", "\u0000\uD800"],
        born: ["1980-01-01", "1980-01-01", "2999-12-31", "not a date"],
      },
      {
        id: "id",
        compare: [
          { column: "name", as: "name" },
          { column: "born", as: "date" },
        ],
        block: [["born"]],
      },
    );
    expect(clusters.numRows).toBe(4);
  });

  it("keeps the caller's columns where they are called like those of the result", () => {
    const { merged } = resolveIdentities(
      { id: [1, 2], cluster: ["x", "y"], records: [5, 6] },
      { id: "id", compare: ["cluster", "records"], block: [["cluster"]] },
    );
    expect(merged.columnNames).toEqual(["cluster_", "records_", "id", "cluster", "records"]);
  });

  it.each([
    ["an id twice", { id: [1, 1], a: ["x", "y"] }, {}, "inconsistent-row", /rows 1 and 2/],
    ["an id missing", { id: [1, null], a: ["x", "y"] }, {}, "missing-value", /id/],
    ["no records", { id: [], a: [] }, {}, "empty-table", /no rows/],
    ["an unknown column", { id: [1], a: ["x"] }, { compare: ["b"] }, "unknown-column", /"b"/],
    ["an unknown column in a rule", { id: [1], a: ["x"] }, { block: [["b"]] }, "unknown-column", /"b"/],
    ["no rules", { id: [1], a: ["x"] }, { block: [] }, "invalid-option", /"block" must be a list of rules/],
    ["a column twice", { id: [1], a: ["x"] }, { compare: ["a", "a"] }, "duplicate-column", /twice/],
    ["an unknown kind", { id: [1], a: ["x"] }, { compare: [{ column: "a", as: "sound" }] }, "invalid-option", /"as"/],
    ["text for numbers", { id: [1], a: ["x"] }, { compare: [{ column: "a", as: "number" }] }, "not-a-number", /row 1/],
    [
      "text for numbers, by the row of the table",
      { id: [3, 2, 1], a: ["x", "5", "6"] },
      { compare: [{ column: "a", as: "number" }] },
      "not-a-number",
      /row 1/,
    ],
    ["what is no module", { id: [1], a: ["x"] }, { pinyin: {} }, "invalid-option", /module of pinyin-pro/],
    ["a country by its name", { id: [1], a: ["x"] }, { country: "Germany" }, "invalid-option", /"DE"/],
    ["a threshold of 1", { id: [1], a: ["x"] }, { threshold: 1 }, "invalid-option", /threshold/],
    [
      "a policy without dates",
      { id: [1], a: ["x"] },
      { survivorship: { a: "mostRecent" } },
      "invalid-option",
      /updated/,
    ],
    [
      "another kind of model",
      { id: [1], a: ["x"] },
      { compare: undefined, model: { kind: "rfm" } },
      "unusable-model",
      /identity/,
    ],
  ])("refuses %s", (_, input, wrong, code, message) => {
    const error = errorOf(() =>
      resolveIdentities(input, { id: "id", compare: ["a"], block: [["a"]], ...wrong } as never),
    );
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(message);
  });
});

describe("the merged records", () => {
  const copies = {
    id: [3, 1, 2, 4],
    name: ["Ada Byron", "Ada Byron", "Ada Byron", "Al Gore"],
    mail: ["ada@mail.example", "ada@mail.example", "ada@mail.example", "al@mail.example"],
    city: ["Ockham Park", "London", "London", null],
    phone: ["1", "22", "333", "4"],
    updated: ["2026-03-01", "2026-01-01", "2026-02-01", null],
  };
  const merge = (survivorship: ResolveIdentitiesOptions["survivorship"]) =>
    resolveIdentities(copies, {
      id: "id",
      compare: ["name", { column: "mail", as: "email" }],
      block: [["mail"], ["name"]],
      updated: "updated",
      survivorship,
    });

  it.each([
    ["mostFrequent", "London", "1"],
    ["mostRecent", "Ockham Park", "1"],
    ["longest", "Ockham Park", "333"],
    ["first", "Ockham Park", "1"],
  ] as const)("keep the value that the policy %s chooses", (policy, city, phone) => {
    const { merged } = merge({ city: policy, phone: policy });
    expect(merged.toRows()[0]).toMatchObject({ cluster: 0, records: 3, id: 1, city, phone });
  });

  it("keep no infinite number, and say so", () => {
    const { merged, ledger, warnings } = resolveIdentities(
      {
        id: [1, 2, 3],
        name: ["Ada Byron", "Ada Byron", "Al Gore"],
        mail: ["ada@mail.example", "ada@mail.example", "al@mail.example"],
        balance: [Number.POSITIVE_INFINITY, 7, Number.NEGATIVE_INFINITY],
      },
      { id: "id", compare: ["name", { column: "mail", as: "email" }], block: [["mail"], ["name"]] },
    );
    expect(merged.column("balance").toArray()).toEqual([7, null]);
    expect(ledger.numRows).toBe(0);
    expect(warnings).toContain('2 values of "balance" are infinite and missing in the merged records');
  });

  it("speaks of one as of one in its warnings", () => {
    const many = Array.from({ length: 30 }, (_, i) => i);
    const { warnings } = resolveIdentities(
      { id: many, name: many.map((i) => `P${i}`), city: many.map((i) => (i < 29 ? "Ockham" : null)) },
      { id: "id", compare: ["name", "city"], block: [["city"]], largestBlock: 28 },
    );
    expect(warnings.join("\n")).toMatch(/1 block of rule city is larger than "largestBlock": .* pairs were left out/);
  });

  it("come with a ledger of every value that was given up", () => {
    const { ledger, merged } = merge({ city: "mostRecent" });
    expect(ledger.where(({ column }) => column === "city").toRows()).toEqual([
      {
        cluster: 0,
        column: "city",
        policy: "mostRecent",
        kept: "Ockham Park",
        keptFrom: "3",
        dropped: "London",
        droppedFrom: "1",
      },
      {
        cluster: 0,
        column: "city",
        policy: "mostRecent",
        kept: "Ockham Park",
        keptFrom: "3",
        dropped: "London",
        droppedFrom: "2",
      },
    ]);
    expect(ledger).toMatchObject({ records: 4, clusters: 2, mergedRecords: 3, withoutValues: 0 });
    expect(ledger.droppedValues).toBe(ledger.numRows);
    expect(merged.column("city").toArray()).toEqual(["Ockham Park", null]);
    expect(merged.column("updated").at(0)).toBe(copies.updated[0]);
  });
});
