import { describe, expect, it } from "vitest";
import { clickHouseDialect } from "../../../src/engines/dialects/clickhouse-dialect.js";
import { duckDbDialect } from "../../../src/engines/dialects/duckdb-dialect.js";
import { identifier, list, sql, value } from "../../../src/engines/sql/sql.js";
import { userQuery } from "../../../src/engines/sql/user-query.js";

describe("the tag of statements", () => {
  it("prints its own strings, and encodes names and values for the engine", () => {
    const statement = sql`SELECT ${identifier("test", 'a"b')} FROM ${identifier("test", "t")} WHERE x = ${value("it's")}`;
    expect(statement.print(duckDbDialect)).toBe(`SELECT "a""b" FROM "t" WHERE x = 'it''s'`);
    expect(statement.print(clickHouseDialect)).toContain("it\\'s");
  });

  it("refuses plain strings, numbers and calls that are no template", () => {
    const hostile = "1; DROP TABLE orders" as never;
    expect(() => sql`SELECT ${hostile}`).toThrow(TypeError);
    expect(() => sql`SELECT ${1 as never}`).toThrow(TypeError);
    expect(() => sql(["SELECT 1; DROP TABLE orders"] as never)).toThrow(TypeError);
    expect(() => sql`SELECT ${{ print: () => hostile } as never}`).toThrow(TypeError);
  });

  it("refuses names that are empty or hold a NUL, and numbers without a place in SQL", () => {
    for (const name of ["", "a\0b"]) {
      expect(() => identifier("test", name)).toThrow(expect.objectContaining({ code: "invalid-option" }));
    }
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => value(number)).toThrow(TypeError);
  });

  it("writes negative numbers so that no comment begins, and fractions as doubles", () => {
    expect(sql`1 -${value(-1)}`.print(duckDbDialect)).toBe("1 -(-1)");
    expect(list([value(0.1), value(true), value(null)]).print(duckDbDialect)).toBe("1e-1,\n  TRUE,\n  NULL");
  });

  it("puts a user's query in parentheses that a comment at its end does not open", () => {
    expect(userQuery("test", "SELECT 1 -- all;").print(duckDbDialect)).toBe("(SELECT 1 -- all\n)");
    expect(() => userQuery("test", " ")).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});
