import { createTable, escapeHtml, escapeMarkdown, showNumber, type Table } from "../../table/index.js";
import type { ViewSection, ViewValue } from "./view-section.js";

/** What a view prints. */
export interface PrintedView {
  readonly heading: string;
  readonly sections: readonly ViewSection[];
  /** What is not known, in sentences. */
  readonly notes: readonly string[];
}

/** As many rows as a section has, and cells as wide as a line. */
const everything = { rows: 1_000_000, width: 60 };

/** A view as text, for a terminal. */
export function viewToText({ heading, sections, notes }: PrintedView): string {
  const parts = sections.map((section) => `${oneLine(section.title)}\n${tablesOf(section).map(textOf).join("\n\n")}`);
  return [oneLine(heading), ...parts, notes.map(oneLine).join("\n")].filter((part) => part !== "").join("\n\n");
}

/** Facts need no header. */
function textOf({ table, isFacts }: SectionTable): string {
  const text = table.toString(everything);
  return isFacts ? text.split("\n").slice(2).join("\n") : text;
}

/** A view in Markdown; what would make markup of a text is escaped. */
export function viewToMarkdown({ heading, sections, notes }: PrintedView): string {
  const safe = (text: string) => escapeMarkdown(oneLine(text));
  const parts = sections.flatMap((section) => [
    `## ${safe(section.title)}`,
    ...tablesOf(section).map(({ table }) => table.toMarkdown(everything)),
  ]);
  return [`# ${safe(heading)}`, ...parts, ...notes.map((note) => `- ${safe(note)}`)].join("\n\n");
}

/** A view in HTML, as an article without a page around it; every text in it is escaped. */
export function viewToHtml({ heading, sections, notes }: PrintedView): string {
  const safe = (text: string) => escapeHtml(oneLine(text));
  const parts = sections.map((section) => {
    const tables = tablesOf(section).map(({ table }) => table.toHtml(everything));
    return `<section><h2>${safe(section.title)}</h2>${tables.join("")}</section>`;
  });
  const list = notes.length === 0 ? "" : `<ul>${notes.map((note) => `<li>${safe(note)}</li>`).join("")}</ul>`;
  return `<article><h1>${safe(heading)}</h1>${parts.join("")}${list}</article>`;
}

interface SectionTable {
  readonly table: Table;
  readonly isFacts: boolean;
}

function tablesOf({ facts, columns, rows }: ViewSection): SectionTable[] {
  const fact = {
    known: facts.map(({ name }) => name),
    value: facts.map(({ value }) => shown(value)),
  };
  const listed = columns.map((name, column) => [name, rows.map((row) => row[column]!)] as const);
  return [
    ...(facts.length === 0 ? [] : [{ table: createTable(fact) as Table, isFacts: true }]),
    ...(rows.length === 0 ? [] : [{ table: createTable(listed) as Table, isFacts: false }]),
  ];
}

function shown(value: ViewValue): string {
  if (value === null) return "not known";
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value)) return showNumber(value, 0);
  return showNumber(value, Math.abs(value) < 1 ? 4 : 2);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}
