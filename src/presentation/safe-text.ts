/** Characters that no XML may hold, and halves of surrogate pairs that stand alone. */
const control = "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]";
const lone = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const forbidden = /* @__PURE__ */ new RegExp(`${control}|${lone}`, "g");

/** Text from data as it may stand in a drawing: what XML forbids becomes U+FFFD, line breaks become blanks. */
export function safeText(value: unknown): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
  return text.replace(forbidden, "\ufffd").replace(/[\t\n\r\u2028\u2029]+/g, " ");
}

/** Safe text with the characters of markup escaped, for text nodes and quoted attributes. */
export function escapeMarkup(value: unknown): string {
  return safeText(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
