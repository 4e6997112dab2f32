import { escapeMarkup, languageMarkup, type Wording, withoutMarks } from "../../presentation/index.js";
import type { Chapter, ReportChart } from "./chapter.js";
import { pageScript } from "./page-script.js";
import { pageStyle } from "./page-style.js";
import type { PageWording } from "./page-wording.js";
import { type TableLimits, tableMarkup } from "./table-markup.js";

/** What the page says. */
export interface Page {
  readonly title: string;
  /** What was looked at: customers, orders, time. */
  readonly subtitle: string;
  /** The findings that a hurried reader needs, and what to do first. */
  readonly summary: readonly string[];
  readonly actions: readonly string[];
  readonly chapters: readonly Chapter[];
}

/** How much of everything goes into the page. */
export interface PageLimits extends TableLimits {
  /** Charts of a chapter, and the characters of the longest one. */
  readonly charts: number;
  readonly chartLength: number;
  /** Sentences of a chapter, and the characters of the longest one. */
  readonly findings: number;
  readonly textLength: number;
  readonly chapters: number;
}

/** The page as one HTML file that loads nothing: its policy allows its own script by its hash, and nothing else. */
export async function pageMarkup(page: Page, limits: PageLimits, wording: PageWording): Promise<string> {
  const { say } = wording;
  const chapters = page.chapters.slice(0, limits.chapters);
  const title = escapeMarkup(cutText(page.title, limits));
  const contents = chapters.map(
    ({ id, heading }) => `<li><a href="#${id}">${escapeMarkup(cutText(heading, limits))}</a></li>`,
  );
  const policy =
    `default-src 'none'; script-src ${await scriptSource()}; style-src 'unsafe-inline'; img-src data:; ` +
    `base-uri 'none'; form-action 'none'`;
  const origin = say(
    "Made with clientele. Nothing in this file is loaded from elsewhere.",
    "由 clientele 生成。本文件不加载任何外部内容。",
  );
  const cut =
    chapters.length < page.chapters.length
      ? "<p " +
        `class="note">${escapeMarkup(say("Further chapters were left out to keep the file small.", "省略了其余章节。"))}</p>`
      : "";
  return (
    `<!doctype html>\n<html lang="${wording.locale}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>` +
    `<style>${pageStyle()}</style></head><body>` +
    `<a class="skip" href="#content">${escapeMarkup(say("Skip to the content", "跳到正文"))}</a>` +
    `<header><button type="button" class="theme" aria-pressed="false" hidden>` +
    `${escapeMarkup(say("Light or dark", "浅色 / 深色"))}</button><h1>${title}</h1>` +
    `<p class="meta">${escapeMarkup(page.subtitle)}</p>` +
    `<nav aria-label="${escapeMarkup(say("Chapters", "章节"))}"><ul>${contents.join("")}</ul></nav></header>` +
    `<main id="content">${keyMarkup(page, limits, wording)}` +
    `${chapters.map((chapter) => chapterMarkup(chapter, limits, wording)).join("")}${cut}</main>` +
    `<footer class="meta"><p>${escapeMarkup(origin)}</p></footer>` +
    `<script>${pageScript}</script></body></html>\n`
  );
}

function keyMarkup({ summary, actions }: Page, limits: PageLimits, { say }: Wording): string {
  const steps =
    actions.length === 0
      ? ""
      : `<h2 id="first">${escapeMarkup(say("What to do first", "首先应做什么"))}</h2><ol>${items(actions, limits)}</ol>`;
  return (
    `<section class="key" aria-labelledby="findings"><h2 id="findings">` +
    `${escapeMarkup(say("The findings", "主要发现"))}</h2><ul>${items(summary, limits)}</ul>${steps}</section>`
  );
}

function chapterMarkup(chapter: Chapter, limits: PageLimits, wording: PageWording): string {
  const { say } = wording;
  const charts = chapter.charts.slice(0, limits.charts).map((chart) => figureMarkup(chart, limits));
  const tables = chapter.tables.map((table) => tableMarkup(table, limits, wording));
  const heading = escapeMarkup(cutText(chapter.heading, limits));
  return (
    `<section aria-labelledby="${chapter.id}"><h2 id="${chapter.id}">${heading}</h2>` +
    `<ul class="findings">${items(chapter.findings, limits)}</ul>` +
    `${charts.every((chart) => chart === "") ? "" : `<div class="charts">${charts.join("")}</div>`}${tables.join("")}` +
    explanation(say("How it was computed.", "计算方法。"), cutText(chapter.method, limits)) +
    explanation(say("What it cannot say.", "不能说明什么。"), cutText(chapter.limits, limits)) +
    `</section>`
  );
}

/** A chart in both widths, of which the style shows one; nothing where it is too large. */
function figureMarkup(chart: ReportChart, { chartLength }: PageLimits): string {
  const wide = chart.svg();
  if (wide.length > chartLength) return "";
  // Inside HTML the namespace is known, and an absolute address would look like a link.
  const [svg, narrow] = [wide, chart.narrowSvg()].map((one) => one.replace(' xmlns="http://www.w3.org/2000/svg"', ""));
  return `<figure><div class="wide">${svg}</div><div class="narrow">${narrow}</div></figure>`;
}

function items(sentences: readonly string[], limits: PageLimits): string {
  return sentences
    .slice(0, limits.findings)
    .map((sentence) => `<li>${languageMarkup(cutText(sentence, limits))}</li>`)
    .join("");
}

/** Names from the data may be as long as a book. */
function cutText(text: string, { textLength }: PageLimits): string {
  return text.length > textLength ? `${withoutMarks(text).slice(0, textLength)}…` : text;
}

/** The source of the one script, by its hash; a page served without encryption has no hashes to offer. */
async function scriptSource(): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return "'unsafe-inline'";
  const hash = await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(pageScript));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`;
}

function explanation(lead: string, text: string): string {
  return `<p class="how"><strong>${escapeMarkup(lead)}</strong> ${languageMarkup(text)}</p>`;
}
