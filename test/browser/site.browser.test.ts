import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere, expectAccessible, openPage, skipNote, startBrowser } from "./browser.js";
import { type ServedFolder, serveFolder } from "./serve-folder.js";

const site = fileURLToPath(new URL("../../site/dist/", import.meta.url));
const example = readFileSync(new URL("../../examples/data/orders.csv", import.meta.url));
const missing = existsSync(site) ? skipNote : " (skipped: no site; npm run docs:build)";

describe.skipIf(!browserIsThere || !existsSync(site))(`the site in a browser${missing}`, () => {
  let browser: Browser;
  let server: ServedFolder;
  const open = (path: string, width?: number) => openPage(browser, server.address + path, width);

  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), serveFolder(site)]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const pages = [
    "/",
    "/guides/rfm.html",
    "/api/",
    "/api/segments/scoreRfm.html",
    "/errors.html",
    "/glossary.html",
    "/how-it-compares.html",
    "/zh/",
    "/zh/first-steps.html",
  ];

  it.each(pages)("opens %s without a complaint, wide and narrow, accessible in light and dark", async (path) => {
    for (const width of [1280, 390]) {
      const { page, complaints } = await open(path, width);
      await page.waitForTimeout(300);
      expect(complaints).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await expectAccessible(page);
      await page.evaluate("document.documentElement.classList.toggle('dark')");
      await expectAccessible(page);
      await page.close();
    }
  });

  it("forbids evaluation of text as code, and connections, on every page", async () => {
    const { page } = await open("/try.html");
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    await page.close();
  });

  it("switches the theme and the language", async () => {
    const { page, complaints } = await open("/guides/pareto.html");
    const wasDark = await page.evaluate("document.documentElement.classList.contains('dark')");
    await page.locator(".VPNavBarAppearance .VPSwitchAppearance").click();
    await page.locator(wasDark ? "html:not(.dark)" : "html.dark").waitFor({ state: "attached" });
    await page.goto(`${server.address}/`);
    await page.locator(".VPNavBarTranslations button").hover();
    await page.getByRole("link", { name: "简体中文" }).click();
    await page.waitForURL("**/zh/");
    // The page tells its language only once it is drawn, a moment after its address has changed.
    await page.locator('html[lang="zh-CN"]').waitFor({ state: "attached" });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("finds a function by its name", async () => {
    const { page, complaints } = await open("/");
    await page.locator(".VPNavBarSearch button").click();
    await page.locator("#localsearch-input").fill("customerLifetimeValue");
    await page.locator(".results li").first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  describe("the page that analyzes a file", () => {
    const analyzed = async (page: Page) => {
      await page.locator(".try-columns button[type=submit]").click();
      await page.locator("[data-part=clusters]").waitFor({ timeout: 60_000 });
    };

    it.each([
      ["/try.html", "orders.csv", example],
      ["/zh/try.html", "orders.csv.gz", gzipSync(example)],
    ])("reads a file on %s, guesses its columns and draws every part", async (path, name, buffer) => {
      const { page, complaints } = await open(path);
      await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
      await page.locator(".try-columns").waitFor();
      const chosen = await page.evaluate(
        "[...document.querySelectorAll('.try-columns select')].map(({ value }) => value)",
      );
      expect(chosen).toEqual(["customer", "date", "amount", "", "", "order"]);
      await analyzed(page);
      for (const part of ["rfm", "pareto", "value", "clusters"]) {
        expect(await page.locator(`[data-part=${part}] svg`).count()).toBeGreaterThan(0);
        expect(await page.locator(`[data-part=${part}] tbody tr`).count()).toBeGreaterThan(3);
      }
      expect(complaints).toEqual([]);
      await expectAccessible(page);
      await page.close();
    });

    it("sorts a table, and saves all of it", async () => {
      const { page, complaints } = await open("/try.html");
      await page.getByRole("button", { name: "Take the example file" }).click();
      await page.locator(".try-columns").waitFor();
      await analyzed(page);
      const table = page.locator("[data-part=value] table");
      const first = () => table.locator("tbody tr").first().locator("td").first().textContent();
      const best = await first();
      await table.getByRole("button", { name: /^value/ }).click();
      expect(await table.locator("th").last().getAttribute("aria-sort")).toBe("descending");
      expect(await first()).toBe(best);
      await table.getByRole("button", { name: /^value/ }).click();
      expect(await first()).not.toBe(best);

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download CSV: Customers by value" }).click(),
      ]);
      const lines = readFileSync(await download.path(), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines).toHaveLength(501);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("says what is wrong with a file, and shows hostile text as text", async () => {
      const { page, complaints } = await open("/try.html");
      const give = (text: string) =>
        page
          .locator("input[type=file]")
          .setInputFiles({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await give('customer,date,amount\n"ada,2026-01-01,5\n');
      await page.locator(".try-error").waitFor();
      expect(await page.locator(".try-status").textContent()).toContain("[csv-quote]");

      const name = "<img src=x onerror=alert(1)>";
      await give(`customer,date,amount\n${name},2026-01-01,5\n${name},2026-02-01,7\nbob,2026-01-05,9\n`);
      await page.locator(".try-columns").waitFor();
      await page.locator(".try-columns select").nth(2).selectOption("amount");
      await analyzed(page);
      expect(await page.locator(".try-page img").count()).toBe(0);
      expect(await page.locator("[data-part=rfm]").textContent()).toContain(name);
      expect(await page.locator("[data-part=value]").textContent()).toContain("at least 20 customers");
      expect(complaints).toEqual([]);
      await page.close();
    });
  });
});
