import { pathToFileURL } from "node:url";
import { ClienteleError, showValue } from "../errors/index.js";

/** What a worker runs: a module, or a line of JavaScript that loads it. */
export interface WorkerScript {
  readonly code: string | URL;
  readonly eval: boolean;
}

/**
 * The worker's file lies beside this one: in the built package `parallel-worker.js`, an ES module that CommonJS callers
 * start as well. From source, in tests and examples, it is TypeScript, and Node 20 loads that in a thread only after
 * tsx has registered itself there.
 */
export function defaultWorkerScript(): WorkerScript {
  const here = typeof __filename === "string" ? pathToFileURL(__filename).href : import.meta.url;
  if (!here.endsWith(".ts")) return { code: new URL("./parallel-worker.js", here), eval: false };
  const worker = JSON.stringify(new URL("./worker.ts", here).href);
  return {
    code: `import("tsx/esm/api").then(({ register }) => { register(); return import(${worker}); })`,
    eval: true,
  };
}

/** A worker file that the caller names, as a path or a `file:` URL. */
export function givenWorkerScript(caller: string, script: string | URL): WorkerScript {
  if (script === "" || !(typeof script === "string" || script instanceof URL)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: script },
      `option "workerScript" must be the path of a file, or its file: URL, got ${showValue(script)}`,
    );
  }
  const isPath = typeof script === "string" && !script.startsWith("file:");
  return { code: isPath ? pathToFileURL(script) : new URL(script), eval: false };
}
