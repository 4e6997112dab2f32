import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Debian's chromium, or the one that CHROMIUM names. */
const executable = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to test in. */
export const browserIsThere = existsSync(executable);

/** What the tests say where there is none. */
export const skipNote = browserIsThere ? "" : ` (skipped: no browser at ${executable}; set CHROMIUM)`;

/** Starts the browser. Its sandbox needs rights that containers do not give. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
}

/** A page with what went wrong in it: errors, messages of the console, requests that failed or went elsewhere. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/** Opens a page and watches it from its first moment on. */
export async function openPage(browser: Browser, address: string, width = 1280): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  const origin = new URL(address).origin;
  page.on("request", (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:" && asked !== origin) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(address, { waitUntil: "load" });
  return { page, complaints };
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Looks for barriers with axe-core; those that are serious or critical fail the test, with where they are. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colors are compared when they have settled.
  await page.addStyleTag({ content: "*,*::before,*::after{transition:none!important;animation:none!important}" });
  // Evaluated from outside, past the policy of the page, which forbids other scripts than its own.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    readonly violations: readonly Violation[];
  };
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map((node) => `${node.target} ${node.failureSummary}`)}`,
    ),
  ).toEqual([]);
}
