import { describe, expect, it } from "vitest";
import { validateRecommendations } from "../../../src/baskets/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";
import { shopColumns, simulatedShop } from "./simulated-shop.js";

const byMethod = (report: ReturnType<typeof validateRecommendations>) =>
  new Map(report.toRows().map((row) => [row.method, row]));

describe("validateRecommendations", () => {
  it("measures recall and hit rate of the simple lists as one does by hand", () => {
    const rows = [
      ...["tea", "jam", "tea"].map((item, i) => ({ customer: "anna", item, date: `2026-01-0${i + 1}` })),
      ...["jam", "rice"].map((item, i) => ({ customer: "ben", item, date: `2026-01-0${i + 1}` })),
      // After the cutoff: anna buys one of the two most popular items and a new one, ben buys nothing, cleo is new.
      { customer: "anna", item: "jam", date: "2026-02-02" },
      { customer: "anna", item: "salt", date: "2026-02-03" },
      { customer: "cleo", item: "tea", date: "2026-02-03" },
    ];
    const report = validateRecommendations(rows, { ...shopColumns, cutoff: "2026-02-01", days: 28, top: 1 });
    expect(report.customers).toBe(1);
    expect(byMethod(report).get("popularity")).toMatchObject({ recall: 0.5, hitRate: 1 });
    expect(byMethod(report).get("personal")).toMatchObject({ recall: 0, hitRate: 0, gain: 0, gainError: null });
    expect(report.warnings[0]).toMatch(/ours is own frequency/);
    expect(report.finding).toContain("+0.00 points of recall (no standard error: a single customer)");
  });

  it("does better than popularity where customers have tastes", () => {
    const report = validateRecommendations(simulatedShop(200, 2), {
      ...shopColumns,
      cutoff: "2026-09-07",
      days: 14,
      top: 5,
    });
    const popularity = byMethod(report).get("popularity")!;
    expect(popularity.gain!).toBeGreaterThan(5 * popularity.gainError!);
  });

  it("claims no gain where purchases have no pattern", () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 8000 }, () => ({
      customer: `c${random.integer(150)}`,
      item: `i${random.integer(60)}`,
      date: new Date(Date.UTC(2026, 0, 1 + random.integer(200))),
    }));
    const report = validateRecommendations(rows, { ...shopColumns, cutoff: "2026-06-20", days: 25, top: 10 });
    const popularity = byMethod(report).get("popularity")!;
    expect(Math.abs(popularity.gain!)).toBeLessThan(3.5 * popularity.gainError!);
  });

  it("does not see what comes after the cutoff", () => {
    const shop = simulatedShop(80, 4);
    const options = { ...shopColumns, cutoff: "2026-09-07", days: 14 };
    const later = shop.map((row) => (row.date >= "2026-09-21" ? { ...row, item: "i0" } : row));
    expect(validateRecommendations(later, options).toRows()).toEqual(validateRecommendations(shop, options).toRows());
  });

  it("refuses a cutoff after which nobody known bought", () => {
    const rows = [{ customer: "a", item: "x", date: "2026-01-01" }];
    const report = () => validateRecommendations(rows, { ...shopColumns, cutoff: "2026-02-01", days: 7 });
    expect(errorOf(report).code).toBe("too-few-rows");
  });
});
