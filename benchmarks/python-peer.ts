import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Timing, timing } from "./harness.js";
import { benchmarks } from "./places.js";

const folder = fileURLToPath(new URL("./python/", benchmarks));

/**
 * A Python process that has loaded a module of `benchmarks/python/` and runs its functions when asked, timing them
 * itself.
 */
export interface PythonPeer {
  /** The versions the module reports. */
  readonly versions: Readonly<Record<string, string>>;
  /** Calls a function of the module with one JSON argument; the timing is the function's alone. */
  readonly call: (name: string, argument?: unknown) => Promise<Timing & { readonly value: unknown }>;
  readonly close: () => void;
}

/**
 * Starts the module under the system's Python on one thread (or as many as given), or gives null where Python or a
 * package it needs is missing.
 */
export async function pythonPeer(module: string, threads = 1): Promise<PythonPeer | null> {
  const env = {
    ...process.env,
    OMP_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
    ...kernelsOfOpenBlas(),
  };
  const interpreter = ["/usr/bin/python3", "python3"].find(
    (candidate) =>
      spawnSync(candidate, ["-c", `import sys; sys.path.insert(0, ${JSON.stringify(folder)}); import ${module}`], {
        env,
      }).status === 0,
  );
  if (interpreter === undefined) return null;
  const child = spawn(interpreter, [`${folder}serve.py`, module], { env });
  const answers = answersOf(child);
  const ask = async (request: object) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value } = await answers.next();
    return JSON.parse(String(value)) as { wall: number; cpu: number; value: unknown; error?: string };
  };
  const versions = (await ask({ call: "versions" })).value as Record<string, string>;
  return {
    versions,
    call: async (name, argument = null) => {
      const answer = await ask({ call: name, argument });
      if (answer.error !== undefined) throw new Error(`${module}.${name}: ${answer.error}`);
      return { ...timing(answer.wall, answer.cpu), value: answer.value };
    },
    close: () => child.stdin.end(),
  };
}

function answersOf(child: ChildProcessWithoutNullStreams): AsyncIterator<string> {
  child.stderr.pipe(process.stderr);
  return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}

/**
 * An OpenBLAS that is older than the processor takes it for one of 2004 and multiplies matrices several times slower
 * than it can: it is told what the processor has.
 */
function kernelsOfOpenBlas(): Record<string, string> {
  if (process.env["OPENBLAS_CORETYPE"] !== undefined || !existsSync("/proc/cpuinfo")) return {};
  const flags = new Set(/^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]?.split(" "));
  if (flags.has("avx512f")) return { OPENBLAS_CORETYPE: "SkylakeX" };
  return flags.has("avx2") ? { OPENBLAS_CORETYPE: "Haswell" } : {};
}
