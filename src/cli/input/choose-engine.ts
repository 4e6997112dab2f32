import { stat } from "node:fs/promises";
import { CommandError } from "../command/command-error.js";
import { kebabCase, type Written } from "../command/option.js";
import type { Text } from "../command/text.js";
import { readingOptions } from "../options/reading-options.js";
import { type EngineName, readEngineName } from "./engine-name.js";
import { formOfName } from "./file-form.js";

/** Where an analysis runs. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly memoryLimit?: string | undefined;
}

/** Bytes from which a file is left to DuckDB, where that is installed; compressed ones count five times. */
export const bytesForEngine = 200e6;

/** What DuckDB may use for a file, beside the memory of Node itself: the whole stays under 1 GB. */
const limitForFile = "512MB";

/**
 * The engine that `--engine` names; without it DuckDB for a large file, which is told. Errors: `CommandError` for
 * options of reading, since an engine reads files by itself.
 */
export async function engineFor(file: string, written: Written, tell: (text: Text) => void): Promise<EngineChoice> {
  const reading = Object.keys(readingOptions)
    .map(kebabCase)
    .find((name) => written[name] !== undefined);
  const [engine, limit] = [written["engine"], written["memory-limit"]];
  const chosen = typeof limit === "string" ? { memoryLimit: limit } : {};
  if (typeof engine !== "string") {
    const isLarge = reading === undefined && (await isLargeFile(file, tell));
    return isLarge ? { name: { kind: "duckdb", path: null }, memoryLimit: limitForFile, ...chosen } : inMemory;
  }
  const name = readEngineName(engine);
  if (name.kind !== "memory" && reading !== undefined) {
    throw new CommandError(
      `--${reading} says how this program reads a file; with --engine ${name.kind} the engine reads it`,
      `--${reading} 用于本程序读取文件;使用 --engine ${name.kind} 时由引擎读取`,
    );
  }
  return { name, ...(name.kind === "duckdb" && name.path === null ? { memoryLimit: limitForFile } : {}), ...chosen };
}

const inMemory: EngineChoice = { name: { kind: "memory" } };

async function isLargeFile(file: string, tell: (text: Text) => void): Promise<boolean> {
  if (file === "-" || formOfName(file) === "xlsx") return false;
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );
  if (size * (/\.gz$/i.test(file) ? 5 : 1) < bytesForEngine) return false;
  const shown = `${JSON.stringify(file)} (${Math.round(size / 1e6)} MB)`;
  const isThere = await import("@duckdb/node-api").then(
    () => true,
    () => false,
  );
  tell(
    isThere
      ? {
          en: `DuckDB reads ${shown}; --engine memory reads it here`,
          zh: `由 DuckDB 读取 ${shown};--engine memory 改为本程序读取`,
        }
      : {
          en: `${shown} is read into memory; with npm install @duckdb/node-api DuckDB would read it`,
          zh: `${shown} 将读入内存;安装 @duckdb/node-api 后可由 DuckDB 读取`,
        },
  );
  return isThere;
}
