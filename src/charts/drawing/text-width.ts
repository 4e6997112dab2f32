/** Characters that are as wide as they are high: Chinese, Japanese, Korean, full-width forms, most emoji. */
const wide = /* @__PURE__ */ new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|" +
    "[\\ud83c-\\ud83e][\\udc00-\\udfff]",
);
const narrow = /[ijltf.,:;'|!()[\]I ]/;
const broad = /[mwMW@%]/;

/** The width of a text in a wide sans-serif font of size 1; most fonts need less, and none is known here. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (wide.test(character)) width += 1;
    else if (narrow.test(character)) width += 0.34;
    else if (broad.test(character)) width += 0.92;
    else if (character >= "A" && character <= "Z") width += 0.7;
    else width += 0.6;
  }
  return width;
}

/** The text, cut with an ellipsis where it is wider than `most`. */
export function fitText(text: string, most: number): string {
  if (textWidth(text) <= most) return text;
  let width = 0.9;
  let kept = "";
  for (const character of text) {
    width += textWidth(character);
    if (width > most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in lines no wider than `most`; Chinese breaks between any two characters, but not before punctuation. */
export function wrapText(text: string, most: number): string[] {
  const pieces =
    text.match(/[\u2e80-\u9fff\uff00-\uffef][，。、；：！？）％”]*|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && textWidth((line + piece).trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}
