import { ClienteleError, showValue } from "../../errors/index.js";

const quote = 34;
const space = 32;
const lineFeed = 10;
const carriageReturn = 13;

/** Nobody writes a longer row; beyond it a closing quote or every line end is taken to be missing. */
const longestRow = 1 << 26;

/** The fields of one row: bytes `starts[i]` to `ends[i] − 1` of `bytes`. */
export interface RowFields {
  bytes: Uint8Array;
  readonly starts: number[];
  readonly ends: number[];
  count: number;
}

/** What the splitter has to know of a file. */
export interface SplitterLayout {
  readonly delimiter: string;
  readonly comment: string | undefined;
  readonly hasHeader: boolean;
}

/**
 * Splits bytes that arrive in pieces into rows of fields (RFC 4180: quotes around a field, doubled inside it; lines end
 * with LF, CRLF or CR). Blanks before the quote of a field are passed over. A quote inside an unquoted field is part of
 * the text. Blank lines hold no data and are passed over, except in a file of one column, where they are missing
 * values.
 */
export class RowSplitter {
  readonly #caller: string;
  readonly #delimiter: number;
  /** 1 for each byte that ends an unquoted field. */
  readonly #endsField = new Uint8Array(256);
  /** The bytes that a line of comment begins with; none where there are no comments. */
  readonly #comment: Uint8Array;
  readonly #onRow: (fields: RowFields, row: number) => void;
  readonly #fields: RowFields = { bytes: new Uint8Array(0), starts: [], ends: [], count: 0 };
  #rest = new Uint8Array(0);
  /** Two buffers that take turns, so that a large file does not leave a trail of them. */
  #current = new Uint8Array(0);
  #spare = new Uint8Array(0);
  /** Whether rows in the current buffer were handed on: whoever has them may keep them until the next row comes. */
  #isHandedOn = false;
  #unread: Uint8Array[] = [];
  /** The fields of the current row in which quotes are doubled, so many of them. */
  readonly #doubled: number[] = [];
  #doubledCount = 0;
  #unreadLength = 0;
  #row: number;
  #isFirst = true;
  #keepBlankLines = false;

  /** @param onRow - called for each row; row 0 is the header */
  constructor(caller: string, layout: SplitterLayout, onRow: (fields: RowFields, row: number) => void) {
    this.#caller = caller;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    for (const byte of [this.#delimiter, lineFeed, carriageReturn]) this.#endsField[byte] = 1;
    this.#comment = new TextEncoder().encode(layout.comment ?? "");
    this.#row = layout.hasHeader ? 0 : 1;
    this.#onRow = onRow;
  }

  push(chunk: Uint8Array): void {
    this.#unread.push(chunk);
    this.#unreadLength += chunk.length;
    // An unfinished row is read again only when its length has doubled, so that long rows take linear time.
    if (this.#unreadLength >= this.#rest.length) this.#split(false);
  }

  finish(): void {
    this.#split(true);
  }

  #split(atEnd: boolean): void {
    const bytes = this.#takeMemory(this.#rest.length + this.#unreadLength);
    bytes.set(this.#rest);
    let filled = this.#rest.length;
    for (const chunk of this.#unread) {
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    this.#unread = [];
    this.#unreadLength = 0;
    const read = this.#readRows(bytes, atEnd);
    this.#rest = bytes.slice(read);
    if (this.#rest.length > longestRow) this.#refuseLongRow();
  }

  #takeMemory(length: number): Uint8Array {
    if (this.#isHandedOn) {
      [this.#current, this.#spare] = [this.#spare, this.#current];
      this.#isHandedOn = false;
    }
    if (this.#current.length < length) this.#current = new Uint8Array(length + (length >>> 3));
    return this.#current.subarray(0, length);
  }

  /** Reads the whole rows of the buffer and returns where the first unfinished one begins. */
  #readRows(bytes: Uint8Array, atEnd: boolean): number {
    const { starts, ends } = this.#fields;
    const delimiter = this.#delimiter;
    const endsField = this.#endsField;
    const length = bytes.length;
    let at = 0;
    this.#fields.bytes = bytes;
    while (at < length) {
      const rowStart = at;
      if (this.#comment.length > 0) {
        const behind = this.#behindComment(bytes, at, atEnd);
        if (behind < 0) return rowStart;
        if (behind > at) {
          at = behind;
          continue;
        }
      }
      let count = 0;
      this.#doubledCount = 0;
      for (;;) {
        let fieldEnd: number;
        if (bytes[at] === space) at = this.#quoteBehindBlanks(bytes, at);
        if (bytes[at] === quote) {
          const closed = this.#readQuoted(bytes, at, atEnd);
          this.#isOpen = closed < 0;
          if (this.#isOpen) return rowStart;
          starts[count] = at + 1;
          fieldEnd = this.#quotedEnd;
          if (this.#quotedDoubled) this.#doubled[this.#doubledCount++] = count;
          at = closed;
        } else {
          starts[count] = at;
          while (at < length && endsField[bytes[at]!] === 0) at++;
          fieldEnd = at;
        }
        if (at >= length && !atEnd) return rowStart;
        ends[count++] = fieldEnd;
        if (at >= length || bytes[at] !== delimiter) break;
        at++;
      }
      if (at < length && bytes[at] === carriageReturn) {
        if (at + 1 >= length && !atEnd) return rowStart;
        at += bytes[at + 1] === lineFeed ? 2 : 1;
      } else {
        at++;
      }
      this.#emit(count);
    }
    return length;
  }

  /**
   * The place of a quote behind blanks (`1, "two"`) that closes at the end of the field and in the same line; `from`
   * where the blanks and quotes are part of the text.
   */
  #quoteBehindBlanks(bytes: Uint8Array, from: number): number {
    let open = from;
    while (bytes[open] === space) open++;
    if (bytes[open] !== quote) return from;
    for (let at = open + 1; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === lineFeed || byte === carriageReturn) return from;
      if (byte !== quote) continue;
      if (bytes[at + 1] !== quote)
        return at + 1 === bytes.length || this.#endsField[bytes[at + 1]!] === 1 ? open : from;
      at++;
    }
    return from;
  }

  /** Where the line behind a comment begins; `at` where none begins there, −1 when more bytes are needed. */
  #behindComment(bytes: Uint8Array, at: number, atEnd: boolean): number {
    const comment = this.#comment;
    for (let i = 0; i < comment.length; i++) {
      if (at + i >= bytes.length) return atEnd ? at : -1;
      if (bytes[at + i] !== comment[i]) return at;
    }
    let end = at + comment.length;
    while (end < bytes.length && bytes[end] !== lineFeed && bytes[end] !== carriageReturn) end++;
    if (end + 1 >= bytes.length && !atEnd) return -1;
    return end + (bytes[end] === carriageReturn && bytes[end + 1] === lineFeed ? 2 : 1);
  }

  #emit(count: number): void {
    const { starts, ends, bytes } = this.#fields;
    const isBlank = count === 1 && starts[0] === ends[0] && bytes[starts[0]! - 1] !== quote;
    if (isBlank && !this.#keepBlankLines) return;
    // Only now is the row whole: until then its bytes may have to be read again.
    for (let i = 0; i < this.#doubledCount; i++) {
      const field = this.#doubled[i]!;
      ends[field] = undouble(bytes, starts[field]!, ends[field]!);
    }
    this.#fields.count = count;
    if (this.#isFirst) this.#keepBlankLines = count === 1;
    this.#isFirst = false;
    this.#isHandedOn = true;
    this.#onRow(this.#fields, this.#row++);
  }

  #quotedEnd = 0;
  #quotedDoubled = false;
  /** Whether the last quoted field has not found its closing quote yet. */
  #isOpen = false;

  /**
   * Reads a quoted field that opens at `open`; returns the place behind the closing quote, or −1 when more bytes are
   * needed.
   */
  #readQuoted(bytes: Uint8Array, open: number, atEnd: boolean): number {
    const length = bytes.length;
    let at = open + 1;
    let doubled = false;
    for (;;) {
      while (at < length && bytes[at] !== quote) at++;
      if (at >= length) {
        if (atEnd) this.#refuseOpenQuote();
        return -1;
      }
      if (at + 1 >= length && !atEnd) return -1;
      if (bytes[at + 1] !== quote) break;
      doubled = true;
      at += 2;
    }
    const next = bytes[at + 1];
    if (at + 1 < length && next !== this.#delimiter && next !== lineFeed && next !== carriageReturn) {
      const after = new TextDecoder().decode(bytes.subarray(at + 1, at + 12));
      throw new ClienteleError(
        "csv-quote",
        this.#place(),
        `text follows the closing quote of a field: ${showValue(after)}; a quote inside a quoted field is written ` +
          "twice",
      );
    }
    this.#quotedEnd = at;
    this.#quotedDoubled = doubled;
    return at + 1;
  }

  #place() {
    return this.#row === 0 ? { function: this.#caller } : { function: this.#caller, row: this.#row };
  }

  #refuseLongRow(): never {
    if (this.#isOpen) this.#refuseOpenQuote();
    throw new ClienteleError(
      "unsupported-input",
      this.#place(),
      `has no line end within ${longestRow / 2 ** 20} MB; this does not seem to be CSV`,
    );
  }

  #refuseOpenQuote(): never {
    throw new ClienteleError(
      "csv-quote",
      this.#place(),
      `a quoted field ${this.#row === 0 ? "of the header " : ""}is not closed`,
    );
  }
}

/** Removes one of each pair of quotes in place and returns the new end of the field. */
function undouble(bytes: Uint8Array, from: number, to: number): number {
  let write = from;
  for (let read = from; read < to; read++) {
    bytes[write++] = bytes[read]!;
    if (bytes[read] === quote) read++;
  }
  return write;
}
