import { TextColumn } from "./column.js";
import { encodeTexts } from "./text-dictionary.js";

/** Dictionary-encodes text one value at a time, labels in the order of first appearance. */
export class TextBuilder {
  readonly labels: string[] = [];
  readonly #codeOf = new Map<string, number>();

  encode(text: string): number {
    const known = this.#codeOf.get(text);
    if (known !== undefined) return known;
    const code = this.labels.length;
    this.#codeOf.set(text, code);
    this.labels.push(text);
    return code;
  }
}

/** A text column of values that are text, or missing where they are not. */
export function encodeText(name: string, values: ArrayLike<string | null | undefined>): TextColumn {
  const { codes, labels } = encodeTexts(values);
  return new TextColumn(name, codes, labels);
}

/** A text column of codes (−1 missing) and labels that the caller vouches to be distinct. */
export function textColumnOf(name: string, codes: Int32Array, labels: readonly string[]): TextColumn {
  return new TextColumn(name, codes, labels);
}
