import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCsvFile } from "../../src/node/index.js";
import { createReport } from "../../src/report/index.js";
import { browserIsThere, expectAccessible, openPage, skipNote, startBrowser } from "./browser.js";

const orders = fileURLToPath(new URL("../../examples/data/orders.csv", import.meta.url));
const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;

describe.skipIf(!browserIsThere)(`the report in a browser${skipNote}`, () => {
  let browser: Browser;
  let folder: string;
  const address = (locale: "en" | "zh") => pathToFileURL(join(folder, `${locale}.html`)).href;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "clientele-report-"));
    const table = await readCsvFile(orders);
    for (const locale of ["en", "zh"] as const) {
      writeFileSync(join(folder, `${locale}.html`), await createReport(table, { ...columns, locale }));
    }
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  it.each(["en", "zh"] as const)("opens in %s without a complaint, accessible in light and dark", async (locale) => {
    for (const width of [1280, 390]) {
      const { page, complaints } = await openPage(browser, address(locale), width);
      expect(complaints).toEqual([]);
      expect(await page.locator("html").getAttribute("lang")).toBe(locale);
      expect(await page.locator("figure svg").count()).toBeGreaterThan(5);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await expectAccessible(page);
      await page.locator(".theme").click();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
      await expectAccessible(page);
      await page.close();
    }
  });

  it("sorts its tables", async () => {
    const { page } = await openPage(browser, address("en"));
    // Of the first table with numbers: the button of its first such column, and what stands below it.
    const head = page.locator("table:has(th.n)").first().locator("th.n").first();
    const values = () =>
      page.evaluate(`(() => {
        const table = document.querySelector("table:has(th.n)");
        const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.classList.contains("n"));
        return [...table.tBodies[0].rows].map((row) => row.cells[at].dataset.value ?? "").filter((text) => text !== "");
      })()`) as Promise<string[]>;
    for (const [direction, sign] of [
      ["descending", -1],
      ["ascending", 1],
    ] as const) {
      await head.getByRole("button").click();
      expect(await head.getAttribute("aria-sort")).toBe(direction);
      const shown = (await values()).map(Number);
      expect(shown.length).toBeGreaterThan(2);
      expect(shown).toEqual([...shown].sort((a, b) => sign * (a - b)));
    }
    await page.close();
  });

  it("saves a table as CSV", async () => {
    const { page, complaints } = await openPage(browser, address("en"));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a.download").first().click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(readFileSync(await download.path(), "utf8").split("\n").length).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("allows its own script by its hash, and nothing to be evaluated", async () => {
    const { page } = await openPage(browser, address("en"));
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(/script-src 'sha256-/);
    expect(policy).not.toContain("unsafe-eval");
    await page.close();
  });
});
