import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plot } from "../../src/charts/index.js";
import { chartCases } from "../charts/chart-cases.js";
import { browserIsThere, skipNote, startBrowser } from "./browser.js";

/** Where points or arrows lie as the data say, and names beside them may meet on a narrow screen. */
const placedByData = ["paths", "positioning", "map", "importance"];

/** Texts of a picture that leave it, or run into another one. */
const faults = `(() => {
  const svg = document.querySelector("svg");
  const paper = svg.getBoundingClientRect();
  const lines = [...svg.querySelectorAll("text")].flatMap((text) => {
    const parts = [...text.querySelectorAll("tspan")];
    return parts.length > 0 ? parts : [text];
  });
  const texts = lines
    .filter((line) => line.textContent.trim() !== "")
    .map((line) => ({ text: line.textContent, box: line.getBoundingClientRect() }));
  const leaves = ({ box }) => box.left < paper.left - 1 || box.right > paper.right + 1 || box.bottom > paper.bottom + 1;
  const overlap = (from, to, otherFrom, otherTo) => Math.min(to, otherTo) - Math.max(from, otherFrom);
  const meet = ({ box: a }, { box: b }) =>
    overlap(a.left, a.right, b.left, b.right) > 1.5 && overlap(a.top, a.bottom, b.top, b.bottom) > 5;
  return [
    ...texts.filter(leaves).map(({ text }) => "outside: " + text),
    ...texts.flatMap((one, i) => texts.slice(i + 1).filter((other) => meet(one, other))
      .map((other) => one.text + " on " + other.text)),
  ];
})()`;

describe.skipIf(!browserIsThere)(`charts in a browser${skipNote}`, () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    page = await browser.newPage();
  });

  afterAll(() => browser?.close());

  it.each([
    ["en", 640],
    ["zh", 640],
    ["en", 360],
    ["zh", 360],
  ] as const)("have no text upon another or outside the picture, in %s, %d pixels wide", async (locale, width) => {
    const found: Record<string, unknown> = {};
    for (const [name, result] of Object.entries(chartCases())) {
      const kind = name.trim();
      if (width < 400 && placedByData.includes(kind)) continue;
      await page.setContent(plot(result, { kind, locale, width, theme: "light" }).svg());
      const faulty = (await page.evaluate(faults)) as string[];
      if (faulty.length > 0) found[name] = faulty.slice(0, 4);
    }
    expect(found).toEqual({});
  });
});
