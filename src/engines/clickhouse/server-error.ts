import { ClienteleError, type ErrorCode } from "../../errors/index.js";

/** Texts that must appear in no message, such as passwords. */
export type Secrets = readonly string[];

/** What a failure of the server is called, by the number that it gives it. */
const codeOfServer: ReadonlyMap<number, ErrorCode> = new Map([
  [241, "out-of-memory"],
  [173, "out-of-memory"],
  [243, "disk-full"],
  [32, "connection-lost"],
  [33, "connection-lost"],
  [209, "connection-lost"],
  [210, "connection-lost"],
  [279, "shard-unavailable"],
  [519, "shard-unavailable"],
  [192, "access-denied"],
  [193, "access-denied"],
  [194, "access-denied"],
  [291, "access-denied"],
  [497, "access-denied"],
  [516, "access-denied"],
  [60, "unknown-table"],
  [81, "unknown-table"],
  [47, "unknown-column"],
]);

const hints: Partial<Record<ErrorCode, string>> = {
  "out-of-memory": "the query needs more memory than the server allows it",
  "disk-full": "the server has no disk space left",
  "connection-lost": "the connection between servers of the cluster was lost, so that there is no result",
  "shard-unavailable": "a shard of the cluster does not answer, so that there is no result",
  "access-denied": "the server does not let this user do that",
};

/** What a server says when a statement fails, as an error of the library. */
export function serverError(caller: string, message: string, secrets: Secrets): ClienteleError {
  const number = /\b(?:Code|Error): (\d+)/.exec(message)?.[1];
  const known = number === undefined ? undefined : codeOfServer.get(Number(number));
  // Where a server lost another, it says so inside of another message, too.
  const code = known ?? (/All connection tries failed/.test(message) ? "shard-unavailable" : "query-failed");
  const said = shown(message, secrets);
  const hint = hints[code];
  return new ClienteleError(code, { function: caller }, hint === undefined ? said : `${hint}: ${said}`);
}

/** A failure of the connection to a server. */
export function connectionError(caller: string, address: string, error: unknown, secrets: Secrets): ClienteleError {
  const said = error instanceof Error ? error.message : String(error);
  return new ClienteleError(
    "connection-lost",
    { function: caller },
    `the connection to ${address} failed before the result was whole, so that there is none: ${shown(said, secrets)}`,
  );
}

const longestMessage = 600;

/** What a server said in one line, without secrets, stack and repeats. */
function shown(message: string, secrets: Secrets): string {
  let text = message.replace(/, e\.what\(\) = .*$/su, "").replace(/\(version [^)]*\)/gu, "");
  for (const secret of secrets) if (secret !== "") text = text.replaceAll(secret, "***");
  text = text.replace(/\s+/gu, " ").trim();
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage)}…`;
}
