import { ClienteleError, showValue } from "../errors/index.js";

/** Refuses what is no path of a file, before anything is opened. Errors: `unsupported-input`. */
export function requirePath(caller: string, path: unknown): void {
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  if (path instanceof URL && path.protocol === "file:") return;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: path },
    `needs the path of a file, as text or as a file: URL, got ${showValue(path)}`,
  );
}
