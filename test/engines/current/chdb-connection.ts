import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import { serverError } from "../../../src/engines/clickhouse/server-error.js";
import type { RunOptions } from "../../../src/engines/engine/engine.js";

/** What is used of the package chdb: ClickHouse in this process. */
interface ChdbSession {
  readonly query: (statement: string, format?: string) => string;
  readonly close: () => void;
}

/** The folder into which `install-chdb.ts` puts the package, outside the project. */
export const chdbFolder = join(tmpdir(), "clientele-chdb-3.4.0");

/** A connection to the current ClickHouse in this process; null where the package is not installed. */
export function openChdb(): ServerConnection | null {
  let Session: new (path: string) => ChdbSession;
  try {
    ({ Session } = createRequire(join(chdbFolder, "package.json"))("chdb"));
  } catch {
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "clientele-chdb-data-"));
  const session = new Session(join(folder, "data"));
  const query = (caller: string, statement: string) => {
    try {
      return session.query(statement, "TSV");
    } catch (error) {
      throw serverError(caller, error instanceof Error ? error.message : String(error), []);
    }
  };
  let files = 0;
  async function* read(caller: string, statement: string, options?: RunOptions): AsyncGenerator<Uint8Array> {
    options?.signal?.throwIfAborted();
    const file = join(folder, `result-${files++}`);
    query(caller, `${statement} INTO OUTFILE '${file}' FORMAT Native`);
    yield* createReadStream(file);
    rmSync(file);
  }
  return {
    address: "chdb",
    failure: (caller, message) => serverError(caller, message, []),
    read,
    readAsUser: read,
    run: async (caller, statement) => {
      query(caller, statement);
    },
    insert: async (caller, statement, rows) => {
      const file = join(folder, `rows-${files++}`);
      await writeFile(file, rows);
      query(caller, `${statement} FROM INFILE '${file}' FORMAT Native`);
      rmSync(file);
    },
    close: async () => {
      session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
