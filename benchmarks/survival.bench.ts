import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitCox, kaplanMeier } from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import { type Benchmark, type Contender, type EarlierFigure, timing } from "./harness.js";
import { versionOf } from "./version-of.js";

const customers = 1_000_000;
const features = 10;
const weights = [0.5, -0.3, 0.2, 0, 0, 0.1, -0.1, 0.4, 0, 0.3];

/** Lifetimes to a Kaplan-Meier curve and to a Cox model, against R's survival package where R is installed. */
export async function* run(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    const data = simulateLifetimes();
    for (const [name, values] of Object.entries(data)) writeFileSync(join(folder, `${name}.bin`), values);
    const r = survivalOfR(folder);
    const months = data.durations.map((duration) => Math.ceil(duration));
    yield {
      title: "Kaplan-Meier",
      task: `kaplanMeier: ${customers / 1e6} M durations, nearly all distinct, 60 % ended, with log-log bands; and the same durations in whole months.`,
      contenders: [
        own(() => kaplanMeier(data.durations, data.events)),
        own(() => kaplanMeier(months, data.events), "clientele, whole months"),
        ...r("survfit", 'survfit(Surv(d, e) ~ 1, conf.type = "log-log")'),
      ],
      earlier: earlierOfR(r, "survfit", 1.74),
    };
    yield {
      title: "Cox regression",
      task: `fitCox: the same ${customers / 1e6} M customers with ${features} normal columns, Efron ties, concordance included.`,
      rounds: 3,
      contenders: [
        own(() => fitCox({ data: data.features, rows: customers, columns: features }, data.durations, data.events)),
        ...r("coxph", "coxph(Surv(d, e) ~ x)"),
      ],
      earlier: earlierOfR(r, "coxph", 7.45),
      note: "Each Newton iteration is one pass over the rows in the order of time; the sums of squares over risk sets are exchanged for one weighted sum of squares over rows.",
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function own(run: () => unknown, name = "clientele"): Contender {
  return { name, version: versionOf("clientele"), run };
}

type PeerOfR = ((name: string, expression: string) => Contender[]) & { readonly version: string | null };

/** Expressions in R over the same data, each in a process of its own that times nothing but the expression. */
function survivalOfR(folder: string): PeerOfR {
  const found = spawnSync("Rscript", ["-e", 'cat(as.character(packageVersion("survival")))'], { encoding: "utf8" });
  const version = found.status === 0 && found.stdout !== "" ? found.stdout : null;
  const peer = (name: string, expression: string): Contender[] => {
    if (version === null) return [];
    const script = `library(survival)
      read <- function(name, n) readBin(file.path("${folder}", name), "double", n)
      d <- read("durations.bin", ${customers})
      e <- readBin(file.path("${folder}", "events.bin"), "integer", ${customers}, size = 1)
      x <- matrix(read("features.bin", ${customers * features}), ncol = ${features}, byrow = TRUE)
      taken <- system.time(${expression})
      cat(taken[["elapsed"]], taken[["user.self"]] + taken[["sys.self"]])`;
    const run = () => {
      const [wall, cpu] = spawnSync("Rscript", ["-e", script], { encoding: "utf8" }).stdout.split(" ").map(Number);
      return timing(wall ?? Number.NaN, cpu ?? null);
    };
    return [{ name: `R survival, ${name}`, version, run, rounds: 2, freshProcess: true }];
  };
  return Object.assign(peer, { version });
}

function earlierOfR(peer: PeerOfR, name: string, cpuSeconds: number): EarlierFigure[] {
  if (peer.version !== null) return [];
  const source = "measured in November 2026 with R survival 3.5.3 on another machine";
  return [{ name: `R survival, ${name}`, cpuSeconds, source }];
}

/** Exponential lifetimes with proportional hazards, 60 % of them seen to their end. */
function simulateLifetimes() {
  const random = createRandom(20261122);
  const x = Float64Array.from({ length: customers * features }, () => random.normal());
  const durations = new Float64Array(customers);
  for (let i = 0; i < customers; i++) {
    let logRate = 0;
    for (let j = 0; j < features; j++) logRate += weights[j]! * x[i * features + j]!;
    durations[i] = 40 * random.exponential() * Math.exp(-logRate);
  }
  return { durations, events: Uint8Array.from(durations, () => (random.uniform() < 0.6 ? 1 : 0)), features: x };
}
