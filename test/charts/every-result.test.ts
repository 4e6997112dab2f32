import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ChartDefinition } from "../../src/charts/drawing/drawing.js";
import type { ChartOptions } from "../../src/charts/index.js";
import type * as clientele from "../../src/index.js";
import { xmlFault } from "./well-formed.js";
import { withoutPicture } from "./without-picture.js";

interface NamedResult {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly result: unknown;
}

/** A chart as text, and how many rows its data have. */
interface Drawn {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
}

/** A result drawn in two ways that have nothing in common, and whether that changed it. */
interface Drawing {
  readonly name: string;
  readonly kind: string;
  readonly english: Drawn;
  readonly chinese: Drawn;
  readonly changed: boolean;
}

let chartDefinitions: readonly ChartDefinition<never>[];
let plot: typeof import("../../src/charts/index.js").plot;
let chartCases: typeof import("./chart-cases.js").chartCases;
let functions: readonly string[];
let shown: ReadonlySet<string>;
let results: readonly NamedResult[];

const kindsOf = (result: unknown): string[] =>
  chartDefinitions.filter((definition) => definition.recognizes(result)).map(({ kind }) => kind);

beforeAll(async () => {
  // Other files of the worker may have loaded the library already, without what remembers its calls.
  vi.resetModules();
  vi.doMock("../../src/index.js", async (original) => {
    const { recording } = await import("../fuzz/recorded-calls.js");
    return recording(await original<Record<string, unknown>>());
  });
  ({ chartDefinitions } = await import("../../src/charts/chart-definitions.js"));
  ({ plot } = await import("../../src/charts/index.js"));
  ({ chartCases } = await import("./chart-cases.js"));
  const library = await import("../../src/index.js");
  const { entries } = await import("../conformance/entries/index.js");
  const { recordedCalls } = await import("../fuzz/recorded-calls.js");
  const { samples } = await import("../fuzz/samples.js");
  functions = Object.entries(library)
    .filter(([, value]) => typeof value === "function" && !/^class\b/.test(Function.prototype.toString.call(value)))
    .map(([name]) => name);
  shown = new Set(chartDefinitions.flatMap(({ shows }) => shows));
  // Some samples read files that are not there; what they have called before counts.
  for (const sample of samples)
    await Promise.resolve()
      .then(sample)
      .catch(() => undefined);
  for (const entry of entries) {
    const [input, plainName] = [entry.input(), (column: string) => column];
    await entry.run(input, plainName);
    const model = entry.model?.(input, plainName);
    if (model !== undefined) entry.apply?.(model, input, plainName);
  }
  chartCases();
  results = functions.flatMap((name) =>
    recordedCalls(name)
      .flatMap(({ result }) => [result, ...explained(result)])
      .map((result) => ({ name, kinds: kindsOf(result), result })),
  );
});

afterAll(() => {
  vi.doUnmock("../../src/index.js");
  vi.resetModules();
});

/** Why the first pair of records that were compared are one person, where a result can say so. */
function explained(result: unknown): unknown[] {
  if (typeof result !== "object" || result === null || !("explain" in result)) return [];
  const { pairs, explain } = result as ReturnType<typeof clientele.resolveIdentities>;
  const [pair] = pairs.toRows();
  return pair === undefined ? [] : [explain(pair.left!, pair.right!)];
}

function drawn(result: unknown, options: ChartOptions & { kind: string }): Drawn {
  const chart = plot(result, options);
  return { svg: chart.svg(), title: chart.title, description: chart.description, rows: chart.data.numRows };
}

describe("every public function", () => {
  it("has a chart for its result, or a reason why it has none", () => {
    const reasons = Object.keys(withoutPicture);
    expect(functions.filter((name) => !shown.has(name) && !reasons.includes(name))).toEqual([]);
    expect(reasons.filter((name) => shown.has(name) || !functions.includes(name))).toEqual([]);
    for (const [name, reason] of Object.entries(withoutPicture)) expect(reason, name).toMatch(/\w+ \w+/);
  });

  it("gives results that its charts recognize, and no others do", () => {
    const drawn = new Set(results.filter(({ kinds }) => kinds.length > 0).map(({ name }) => name));
    const called = new Set(results.map(({ name }) => name));
    expect([...shown].filter((name) => called.has(name) && !drawn.has(name))).toEqual([]);
    expect([...drawn].filter((name) => !shown.has(name) && name !== "parseModel")).toEqual([]);
  });
});

describe("every chart", () => {
  let drawings: readonly Drawing[];

  beforeAll(() => {
    drawings = results.flatMap(({ name, kinds, result }) =>
      kinds.map((kind) => {
        const before = JSON.stringify(result);
        const english = drawn(result, { kind, locale: "en", theme: "auto", width: 640 });
        const chinese = drawn(result, { kind, locale: "zh", theme: "dark", width: 360 });
        return { name, kind, english, chinese, changed: JSON.stringify(result) !== before };
      }),
    );
  });

  it("is among the results of functions or the cases of this test", () => {
    const seen = new Set([
      ...results.flatMap(({ kinds }) => kinds),
      ...Object.keys(chartCases()).map((kind) => kind.trim()),
    ]);
    expect(chartDefinitions.map(({ kind }) => kind).filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it("is drawn of every result in both languages, without a number that is none", () => {
    for (const { name, kind, english, chinese } of drawings) {
      for (const { svg, title, description } of [english, chinese]) {
        expect(xmlFault(svg), `${name} ${kind} ${title}`).toBeNull();
        expect(`${svg}${title}${description}`, `${name} ${kind}`).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
      }
    }
  });

  it("leaves the result as it was", () => {
    expect(drawings.filter(({ changed }) => changed).map(({ name, kind }) => `${name} ${kind}`)).toEqual([]);
  });

  it("says in its title what it shows, in English and in Chinese", () => {
    for (const { name, kind, english, chinese } of drawings) {
      expect(english.title, `${name} ${kind}`).not.toBe("");
      expect(`${chinese.title} ${chinese.description}`, `${name} ${kind}`).toMatch(/[\u4e00-\u9fff]/);
      expect(english.rows, `${name} ${kind}`).toBeGreaterThan(0);
    }
  });
});
