import { escapeMarkup } from "./safe-text.js";

/** They stand around text that is English in a text of another language; no data can hold them and be shown. */
const [begin, end] = ["\u0002", "\u0003"];
const marked = /* @__PURE__ */ new RegExp(`${begin}([^${begin}${end}]*)${end}`, "g");

/** A text of the library that has no translation, marked so that it can be shown as English. */
export function markEnglish(text: string): string {
  return `${begin}${text}${end}`;
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(marked, "$1");
}

/** Markup of a text, its English parts in elements of their own, so that they are read as English. */
export function languageMarkup(text: string): string {
  return text
    .split(marked)
    .map((part, i) => (i % 2 === 0 ? escapeMarkup(part) : `<span lang="en">${escapeMarkup(part)}</span>`))
    .join("");
}
