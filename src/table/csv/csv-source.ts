import { ClienteleError, showValue } from "../../errors/index.js";
import { followedBy, joined } from "./byte-pieces.js";
import { toUtf8, utf16Of } from "./encoding.js";

/**
 * Where CSV comes from: its text, its bytes, a `Blob` or `File`, a `Response`, a stream, or any async iterable of text
 * or bytes.
 */
export type CsvSource =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | Response
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/** The longest piece handed on at once, so that memory stays bounded by the columns. */
const pieceLength = 1 << 20;

/** As many bytes as tell what kind of file it is. */
const signatureLength = 64;

/**
 * The bytes of a source in pieces, as UTF-8 without a byte order mark. Text needs no encoding; UTF-16 shows itself.
 * Errors: `unsupported-input`, `csv-encoding`.
 *
 * @param encoding - the encoding of bytes; null for UTF-8
 */
export async function* piecesOf(
  caller: string,
  source: unknown,
  encoding: string | null = null,
): AsyncGenerator<Uint8Array> {
  const isText = typeof source === "string";
  const { first, chunks } = await withSignature(encoded(chunksOf(caller, source)));
  const found = isText ? null : (utf16Of(first) ?? encoding);
  const utf8 = found === null ? withoutByteOrderMark(chunks) : toUtf8(caller, chunks, found);
  try {
    refuseOtherFiles(caller, first);
    for await (const bytes of utf8) {
      for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
    }
  } finally {
    await chunks.return(undefined);
  }
}

/** The bytes of a source as they are; text as UTF-8. Errors: `unsupported-input`, `csv-encoding` (no text at all). */
export async function* rawPiecesOf(caller: string, source: unknown): AsyncGenerator<Uint8Array> {
  const { first, chunks } = await withSignature(encoded(chunksOf(caller, source)));
  try {
    refuseOtherFiles(caller, first);
    yield* chunks;
  } finally {
    await chunks.return(undefined);
  }
}

/** The chunks with the first of them long enough to tell the kind of file: a stream may give its bytes one by one. */
async function withSignature(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly first: Uint8Array; readonly chunks: AsyncGenerator<Uint8Array> }> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < signatureLength) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = joined(first, next.value);
  }
  return { first, chunks: followedBy(first, chunks) };
}

async function* withoutByteOrderMark(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const bytes of chunks) {
    const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    yield hasMark ? bytes.subarray(3) : bytes;
    isFirst = false;
  }
}

function refuseOtherFiles(caller: string, bytes: Uint8Array): void {
  const begins = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const refuse = (what: string): never => {
    throw new ClienteleError("csv-encoding", { function: caller }, what);
  };
  if (begins(0x1f, 0x8b)) {
    refuse("the bytes are compressed (gzip); unpack them first, or read the file with readCsvFile of clientele/node");
  }
  if (begins(0x50, 0x4b, 3, 4)) {
    refuse("this is a workbook or a zip archive; read a workbook with readExcelFile of clientele/node");
  }
  if (begins(0x50, 0x41, 0x52, 0x31)) refuse("this is Parquet; read it with readParquetFile of clientele/node");
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) refuse("this is a workbook of the old kind (.xls); save it as .xlsx or as CSV");
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) refuse("this is PDF, which holds no table; export the data as CSV");
  refuseOtherTexts(caller, new TextDecoder().decode(bytes.subarray(0, signatureLength)).trimStart());
}

/** Refuses JSON, HTML and XML, which are no tables between delimiters. */
function refuseOtherTexts(caller: string, text: string): void {
  const refuse = (what: string): never => {
    throw new ClienteleError("unsupported-input", { function: caller, value: text }, what);
  };
  if (/^(?:\[\s*)?\{\s*"[^"]*"\s*:/.test(text)) {
    refuse("this is JSON and not CSV; pass the objects of JSON.parse (for lines of JSON, of each line) as the table");
  }
  if (/^<(?:!doctype|html|table|head|body|meta)\b/i.test(text)) {
    refuse("this is HTML and not CSV (some programs call it .xls); open it in a spreadsheet and save it as CSV");
  }
  if (/^<\?xml\b/i.test(text)) refuse("this is XML and not CSV; open it in a spreadsheet and save it as CSV");
}

/** Text as UTF-8. A character that two pieces of text share is encoded with the second. */
async function* encoded(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let half = "";
  for await (const chunk of chunks) {
    if (typeof chunk !== "string") {
      yield chunk;
      continue;
    }
    const text = half + chunk;
    const endsInHalf = (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
    half = endsInHalf ? text.slice(-1) : "";
    yield encoder.encode(endsInHalf ? text.slice(0, -1) : text);
  }
  if (half !== "") yield encoder.encode(half);
}

async function* chunksOf(caller: string, source: unknown): AsyncGenerator<Uint8Array | string> {
  if (typeof source === "string") {
    refusePath(caller, source);
    for (let at = 0; at < source.length; at += pieceLength) yield source.slice(at, at + pieceLength);
  } else if (source instanceof Uint8Array) {
    yield source;
  } else if (source instanceof ArrayBuffer) {
    yield new Uint8Array(source);
  } else if (isObject(source) && Symbol.asyncIterator in source) {
    yield* checkedChunks(caller, source as AsyncIterable<unknown>);
  } else if (typeof Response !== "undefined" && source instanceof Response) {
    yield* responseChunks(caller, source);
  } else if (isObject(source) && "stream" in source && typeof source.stream === "function") {
    yield* chunksOf(caller, source.stream());
  } else if (isObject(source) && "getReader" in source) {
    yield* checkedChunks(caller, readerChunks(source as ReadableStream<unknown>));
  } else {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: source },
      `expected CSV as text, bytes, a Blob, a stream or an async iterable, got ${showValue(source)}` +
        otherSourceAdvice(source),
    );
  }
}

/** One line that ends like the name of a file is a path, not a table. */
function refusePath(caller: string, text: string): void {
  if (text.length > 4096 || !/^[^\r\n]*\.(csv|tsv|txt|gz|xlsx|xls|parquet)$/i.test(text.trim())) return;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: text },
    `${showValue(text)} looks like the path of a file; read files with readCsvFile of clientele/node, or pass the text`,
  );
}

function otherSourceAdvice(source: unknown): string {
  if (source instanceof Promise) return "; put await before it";
  if (source instanceof URL) return "; read files with readCsvFile of clientele/node, addresses with fetch";
  return "";
}

async function* responseChunks(caller: string, response: Response): AsyncGenerator<Uint8Array | string> {
  if (!response.ok) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: response.status },
      `the server answered ${response.status} ${response.statusText}`.trimEnd(),
    );
  }
  if (response.body !== null) yield* chunksOf(caller, response.body);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Some browsers' streams have a reader only. */
async function* readerChunks(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  let done = false;
  try {
    for (;;) {
      const next = await reader.read();
      done = next.done;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A consumer that stops before the end lets go of the source.
    if (!done) await reader.cancel();
  }
}

async function* checkedChunks(caller: string, chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of chunks) {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) {
      yield chunk;
      continue;
    }
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: chunk },
      `the stream must give text or bytes, got ${showValue(chunk)}`,
    );
  }
}
