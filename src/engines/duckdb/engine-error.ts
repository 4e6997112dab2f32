import { ClienteleError, type ErrorCode } from "../../errors/index.js";

const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Out of Memory Error|could not allocate|failed to allocate|failed to offload|memory limit/i, "out-of-memory"],
  [/no space left|disk (is )?full|max_temp_directory_size|File too large/i, "disk-full"],
  [/^Permission Error|permission denied|disabled by configuration/i, "access-denied"],
  [/^Catalog Error: Table with name|^No files found|No files found that match/i, "unknown-table"],
  [/^Conversion Error|^Invalid Input Error: .*CSV/i, "unsupported-input"],
];

/** An error of DuckDB as one of the library's, with what DuckDB says about it and without the statement. */
export function engineError(caller: string, error: unknown): Error {
  if (error instanceof ClienteleError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codes.find(([form]) => form.test(message))?.[1] ?? "query-failed";
  // Behind a line break DuckDB repeats the statement, with paths and whatever else stands in it.
  const [problem] = message.split(/\n+LINE \d+:/);
  return new ClienteleError(code, { function: caller }, `DuckDB: ${problem!.trim()}`);
}
