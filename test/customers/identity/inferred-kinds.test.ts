import { describe, expect, it } from "vitest";
import { resolveIdentities, table } from "../../../src/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { pairQuality } from "./pair-quality.js";
import { syntheticRecords } from "./synthetic-records.js";

/** What each column is taken for when only its name is given. */
function kindsOf(columns: Record<string, readonly unknown[]>): string[] {
  const id = Object.values(columns)[0]!.map((_, row) => row);
  const compare = Object.keys(columns);
  return resolveIdentities({ id, ...columns } as never, { id: "id", compare, block: [compare] }).model.columns.map(
    ({ as }) => as,
  );
}

describe("what a column holds", () => {
  it("is a date where its values are days, also those written as numbers", () => {
    expect(
      kindsOf({
        text: ["1956-04-09", "1908-04-19", "1992-11-19"],
        digits: ["19560409", "19080419", "19921119"],
        number: [19560409, 19080419, 19921119],
        points: ["9.4.1956", "19.4.1908", "19.11.1992"],
        account: ["95604091", "10804190", "79921119"],
      }),
    ).toEqual(["date", "date", "date", "date", "text"]);
  });

  it.each([
    "first_name",
    "givenName",
    "Surname",
    "LAST NAME",
    "customer-name",
    "name",
    "given",
    "vorname",
    "prénom",
    "姓名",
  ])("is a name in the column %s", (column) => {
    expect(kindsOf({ [column]: ["Anna", "Otto", "Eve"] })).toEqual(["name"]);
  });

  it.each(["street_name", "product name", "filename", "city", "surname_code", "nominal"])(
    "is a text in the column %s",
    (column) => {
      expect(kindsOf({ [column]: ["A1", "B2", "C3"] })).toEqual(["text"]);
    },
  );

  it("is a phone number where the column is called so and holds numbers of phones", () => {
    expect(
      kindsOf({
        phone: ["+49 30 123456", "030-123456", "(030) 123456"],
        mobile: [301234567, 301234568, 301234569],
        phone_type: ["home", "work", "home"],
        number: ["030 123456", "030 123457", "030 123458"],
      }),
    ).toEqual(["phone", "phone", "text", "text"]);
  });

  it("need not be said for the persons to be found", () => {
    const { person, given, ...columns } = syntheticRecords(1000, 12);
    const { clusters } = resolveIdentities(table({ ...columns, first_name: given }), {
      id: "id",
      compare: ["first_name", "surname", "born", "street", "city", "phone", "email"],
      block: [["first_name", "surname"], ["born"], ["phone"], ["email"], ["surname", "street"]],
    });
    const { precision, recall } = pairQuality(clusters.column("cluster").toArray(), person);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });
});

/** Couples who share all but their first names and birthdays, each of them recorded twice, with typing errors. */
function couples(count: number) {
  const random = createRandom(5);
  const word = (letters: number) =>
    Array.from({ length: letters }, () => String.fromCharCode(97 + random.integer(26))).join("");
  const pool = (size: number, letters: number) => Array.from({ length: size }, () => word(letters));
  const [firsts, surnames, streets, suburbs] = [pool(300, 6), pool(400, 8), pool(500, 9), pool(60, 7)] as const;
  const one = (words: readonly string[]) => words[random.integer(words.length)]!;
  const typed = (text: string) => (random.uniform() < 0.1 ? `${text.slice(0, 2)}x${text.slice(3)}` : text);
  const records = { id: [] as number[], a: [] as string[], b: [] as string[], c: [] as string[] };
  const more = { d: [] as string[], e: [] as string[], f: [] as string[] };
  const person: number[] = [];
  for (let couple = 0; couple < count; couple++) {
    const home = [one(surnames), one(streets), one(suburbs), String(random.integer(200))] as const;
    for (const member of [0, 1]) {
      const first = one(firsts);
      const day = new Date(random.integer(20_000) * 86_400_000).toISOString().slice(0, 10);
      for (const _ of [0, 1]) {
        records.id.push(person.length);
        records.a.push(typed(first));
        records.b.push(typed(home[0]));
        records.c.push(typed(home[1]));
        more.d.push(typed(home[2]));
        more.e.push(typed(home[3]));
        more.f.push(day);
        person.push(2 * couple + member);
      }
    }
  }
  return { columns: { ...records, ...more }, person };
}

describe("couples at one address", () => {
  const { columns, person } = couples(150);
  const quality = (compare: readonly string[], names: readonly string[], block: string[][]) => {
    const { clusters, warnings } = resolveIdentities(columns, {
      ...{ id: "id", block },
      compare: compare.map((column) => (names.includes(column) ? { column, as: "name" } : column)),
    });
    return { ...pairQuality(clusters.column("cluster").toArray(), person), warnings };
  };

  it("are told apart by their dates of birth, where no column is known to be a name", () => {
    const { precision, recall } = quality(["a", "b", "c", "d", "e", "f"], [], [["b"], ["c"], ["f"]]);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it("are told apart by their names, where every rule brings whole households", () => {
    const { precision, recall } = quality(["a", "b", "c", "d", "e"], ["a", "b"], [["b"], ["c"]]);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it("cannot be told apart where neither is known, which a warning says", () => {
    const { precision, warnings } = quality(["a", "b", "c", "d", "e"], [], [["b"], ["c"]]);
    expect(precision).toBeLessThan(0.6);
    expect(warnings.join()).toMatch(/differ in "a".*which columns are names/);
  });
});
