import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { foldersWithDates } from "../vitest.second-zone.config.js";

const source = fileURLToPath(new URL("../src/", import.meta.url));

describe("the second time zone", () => {
  it("is tried on every folder of the source that makes or reads a Date", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const withDates = files
      .filter((file) =>
        /\bnew (UTC)?Date|\bDate\.|instanceof Date|\bdate-fns\b/.test(readFileSync(join(source, file), "utf8")),
      )
      .map((file) => file.split(sep).join("/"));
    expect(withDates.length).toBeGreaterThan(20);
    expect(withDates.filter((file) => !foldersWithDates.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  });

  it.runIf(process.env["TZ"] !== undefined)("is what the program runs under", () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env["TZ"]);
  });
});
