import { ClienteleError, showValue } from "../../errors/index.js";
import { BooleanColumn, type ColumnType, NumberColumn, type StoredColumn, TextColumn } from "../columns/column.js";
import { readTextColumn } from "../columns/read-text-column.js";
import type { ValueFormat } from "../columns/value-options.js";
import { notADate, notANumber } from "../values/unreadable-text.js";
import { ByteDictionary } from "./byte-dictionary.js";
import { encodingAdvice } from "./encoding.js";
import { DateField, writeDate } from "./field-date.js";
import { FieldList } from "./field-list.js";
import { NumberField, numberForm } from "./field-number.js";
import { GrowingArray } from "./growing-array.js";
import { plainField } from "./plain-field.js";
import type { RowBlock } from "./row-block.js";
import type { RowForecast } from "./row-forecast.js";

const space = 32;
const tab = 9;
const trueBytes = [116, 114, 117, 101];
const falseBytes = [102, 97, 108, 115, 101];
const encoder = /* @__PURE__ */ new TextEncoder();

/**
 * Takes the fields of one CSV column and keeps them in the narrowest type that fits all of them. A column that turns
 * out to be text after a million numbers is text from its first row on, as it was written: beside each number or date
 * stands one byte for its form, and the fields that no form describes are kept whole.
 */
export class ColumnReader {
  readonly name: string;
  readonly #caller: string;
  readonly #format: ValueFormat;
  readonly #forced: ColumnType | undefined;
  /** Whether the column is kept as text until its end, since its numbers or dates have a form of their own. */
  readonly #isReadAtEnd: boolean;
  #type: ColumnType | undefined;
  #rows = 0;
  /** What the last field says. */
  #value = Number.NaN;
  #values: GrowingArray<Float64Array>;
  #forms: GrowingArray<Uint8Array>;
  #irregular = new FieldList();
  readonly #codes: GrowingArray<Int32Array>;
  #dictionary = new ByteDictionary();
  readonly #number = new NumberField();
  readonly #date = new DateField();

  constructor(caller: string, name: string, format: ValueFormat, forecast: RowForecast) {
    this.#caller = caller;
    this.name = name;
    this.#format = format;
    this.#isReadAtEnd = format.type !== "string" && hasOwnForm(format);
    this.#forced = this.#isReadAtEnd ? "string" : format.type;
    this.#type = this.#forced;
    this.#values = new GrowingArray(Float64Array, forecast);
    this.#forms = new GrowingArray(Uint8Array, forecast);
    this.#codes = new GrowingArray(Int32Array, forecast);
  }

  /** Takes the fields of a block whose places begin at `offset`. */
  addBlock({ bytes, starts, ends, rows }: RowBlock, offset: number): void {
    const hasTokens = this.#format.missing.size > 0;
    const end = offset + rows;
    for (let at = offset; at < end; at++) {
      if (!hasTokens && this.#type === "string") {
        this.#addTexts(bytes, starts, ends, at, end);
        return;
      }
      if (!hasTokens && this.#type === "number") at = this.#addPlain(this.#number, bytes, starts, ends, at, end);
      else if (!hasTokens && this.#type === "date") at = this.#addPlain(this.#date, bytes, starts, ends, at, end);
      if (at < end) this.#add(bytes, starts[at]!, ends[at]!);
    }
  }

  /**
   * The fields from `from` on as long as each is a number or date as programs write it, in a loop of their own; returns
   * the place of the first other one, which {@link #add} has to look at.
   */
  #addPlain(
    field: NumberField | DateField,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    from: number,
    to: number,
  ): number {
    const values = this.#values.roomFor(to - from);
    const forms = this.#forced === undefined ? this.#forms.roomFor(to - from) : null;
    const shift = this.#values.length - from;
    let at = from;
    for (; at < to; at++) {
      const start = starts[at]!;
      const end = ends[at]!;
      if (start === end) break;
      const form = field.read(bytes, start, end);
      if (form < 0 || form === numberForm.irregular) break;
      values[shift + at] = field.value;
      if (forms !== null) forms[shift + at] = form;
    }
    this.#values.length += at - from;
    if (forms !== null) this.#forms.length += at - from;
    this.#rows += at - from;
    return at;
  }

  /** The fields at `from` to `to − 1` as text, in a loop of their own. */
  #addTexts(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, from: number, to: number): void {
    this.#dictionary.encodeAll(bytes, starts, ends, from, to, this.#codes);
    this.#rows += to - from;
  }

  #add(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    let to = end;
    while (from < to && (bytes[from] === space || bytes[from] === tab)) from++;
    while (to > from && (bytes[to - 1] === space || bytes[to - 1] === tab)) to--;
    if (from === to || this.#isToken(bytes, from, to)) this.#addMissing();
    else if (this.#type === "string") this.#codes.push(this.#dictionary.encode(bytes, start, end));
    else this.#addTyped(bytes, start, end, from, to);
    this.#rows++;
  }

  /** Whether the field is one of the texts that stand for a missing value. */
  #isToken(bytes: Uint8Array, from: number, to: number): boolean {
    const { missing } = this.#format;
    return missing.size > 0 && missing.has(new TextDecoder().decode(bytes.subarray(from, to)));
  }

  #addMissing(): void {
    if (this.#type === "string") {
      this.#codes.push(-1);
    } else {
      this.#values.push(Number.NaN);
      if (this.#forced === undefined) this.#forms.push(0);
    }
  }

  #addTyped(bytes: Uint8Array, start: number, end: number, from: number, to: number): void {
    let form = this.#readTyped(bytes, from, to);
    if (form < 0) {
      const plain = plainField(bytes, from, to);
      if (plain?.length === 0) {
        this.#addMissing();
        return;
      }
      if (plain !== null && this.#readTyped(plain, 0, plain.length) >= 0) form = numberForm.irregular;
    }
    if (form < 0) {
      if (this.#forced !== undefined) this.#refuse(bytes, start, end);
      this.#becomeText();
      this.#codes.push(this.#dictionary.encode(bytes, start, end));
      return;
    }
    this.#values.push(this.#value);
    if (this.#forced !== undefined) return;
    if (start !== from || end !== to) form = numberForm.irregular;
    if (form === numberForm.irregular) this.#irregular.add(bytes, start, end);
    this.#forms.push(form);
  }

  /** Reads a field as what the column is, or may be, into `#value`; returns its form, less than 0 where it is none. */
  #readTyped(bytes: Uint8Array, from: number, to: number): number {
    const wasType = this.#type;
    let form = numberForm.none as number;
    if (wasType === "number" || wasType === undefined) {
      form = this.#number.read(bytes, from, to);
      if (form < 0 && this.#forced === "number") form = this.#number.readAny(bytes, from, to);
      this.#value = this.#number.value;
      if (form >= 0) this.#type = "number";
    }
    if (form < 0 && (wasType === "date" || wasType === undefined)) {
      form = this.#date.read(bytes, from, to);
      this.#value = this.#date.value;
      if (form >= 0) this.#type = "date";
    }
    if (form < 0 && (wasType === "boolean" || wasType === undefined)) {
      const isTrue = matches(bytes, from, to, trueBytes);
      if (!isTrue && !matches(bytes, from, to, falseBytes)) return form;
      this.#value = isTrue ? 1 : 0;
      form = 0;
      this.#type = "boolean";
    }
    return form;
  }

  #refuse(bytes: Uint8Array, start: number, end: number): never {
    const text = new TextDecoder().decode(bytes.subarray(start, end));
    const place = { function: this.#caller, column: this.name, row: this.#rows + 1, value: text };
    if (this.#forced === "number") throw notANumber(place, text);
    if (this.#forced === "date") throw notADate(place, text);
    throw new ClienteleError("column-type", place, `${showValue(text)} is not true or false`);
  }

  #becomeText(): void {
    const values = this.#values.finish();
    const forms = this.#forms.finish();
    const irregular = this.#irregular.fields();
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) {
        this.#codes.push(-1);
        continue;
      }
      const form = forms[row]!;
      const bytes = form === numberForm.irregular ? irregular.next() : encoder.encode(this.#textOf(value, form));
      this.#codes.push(this.#dictionary.encode(bytes, 0, bytes.length));
    }
    this.#type = "string";
    this.#values = new GrowingArray(Float64Array);
    this.#forms = new GrowingArray(Uint8Array);
    this.#irregular = new FieldList();
  }

  #textOf(value: number, form: number): string {
    if (this.#type === "boolean") return value === 1 ? "true" : "false";
    if (this.#type === "date") return writeDate(value, form);
    return form === numberForm.printed ? String(value) : value.toFixed(form);
  }

  /** The column; a column of blanks only is a number column without values. */
  finish(): StoredColumn {
    if (this.#isReadAtEnd) return readTextColumn(this.#caller, this.#textColumn(this.#codes.finish()), this.#format);
    switch (this.#type) {
      case "string":
        return this.#textColumn(this.#codes.finish());
      case "boolean":
        return new BooleanColumn(
          this.name,
          Uint8Array.from(this.#values.finish(), (value) => (Number.isNaN(value) ? 2 : value)),
        );
      case "date":
        return new NumberColumn(this.name, this.#values.finish(), "date");
      default:
        return new NumberColumn(this.name, this.#values.finish());
    }
  }

  #textColumn(codes: Int32Array): TextColumn {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    this.#dictionary.close();
    const labels = new Array<string>(this.#dictionary.size);
    for (let code = 0; code < labels.length; code++) {
      const bytes = this.#dictionary.bytesOf(code);
      try {
        labels[code] = decoder.decode(bytes);
      } catch {
        this.#refuseEncoding(codes.indexOf(code), bytes);
      }
    }
    return new TextColumn(this.name, codes, labels);
  }

  #refuseEncoding(index: number, bytes: Uint8Array): never {
    const text = new TextDecoder().decode(bytes);
    throw new ClienteleError(
      "csv-encoding",
      { function: this.#caller, column: this.name, row: index + 1, value: text },
      `${showValue(text)} holds bytes that are not UTF-8: ${encodingAdvice(bytes)}`,
    );
  }
}

function hasOwnForm({ numbers, date }: ValueFormat): boolean {
  const { decimal, thousands, currency, percent } = numbers;
  return decimal !== "." || thousands !== null || currency !== null || percent || date !== null;
}

function matches(bytes: Uint8Array, from: number, to: number, word: readonly number[]): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}
