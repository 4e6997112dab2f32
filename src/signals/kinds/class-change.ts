import { showValue } from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import { showDay } from "../../table/index.js";
import { namesSetting } from "../definition/settings.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";

/** A customer in another tier than before. */
export const tierChange: SignalDefinition<"tier change"> = {
  kind: "tier change",
  meaning: "moved to another tier",
  action: "moved down: find out why; moved up: welcome, and serve accordingly",
  table: "tiers",
  columns: ["customer", "tier"],
  span: "event",
  statistical: false,
  settings: ["order"],
  detect: (context) => ({ found: changes(context, "tier") }),
};

/** A customer with another grade than before. */
export const gradeChange: SignalDefinition<"grade change"> = {
  kind: "grade change",
  meaning: "got another grade",
  action: "moved down: review terms and credit; moved up: offer more",
  table: "grades",
  columns: ["customer", "grade"],
  span: "event",
  statistical: false,
  settings: ["order"],
  detect: (context) => ({ found: changes(context, "grade") }),
};

/**
 * With a column `date` the table is a history, and a customer's last two rows are compared; without one it says how
 * things are today, and is compared with what the state of the last run remembers.
 */
function changes(context: DetectContext, part: "tier" | "grade"): FoundSignal[] {
  const { data, table } = context;
  const keys = data.keys(table, "customer");
  const classes = data.texts(table, part);
  const dated = data.hasColumn(table, "date");
  const moves = dated
    ? movesInHistory(context, keys.codes, classes)
    : movesSinceLastRun(context, keys.codes, (code) => keys.labels.at(code)!, classes);
  const order = namesSetting(context, "order");
  return moves.map(({ code, before, after, day }) => ({
    customer: keys.labels.at(code)!,
    subject: null,
    since: day,
    why: () => `${directionOf(before, after, order)} from ${showValue(before)} to ${showValue(after)}, ${showDay(day)}`,
  }));
}

function directionOf(before: string, after: string, order: readonly string[] | null): string {
  const [from, to] = [before, after].map((name) => order?.indexOf(name) ?? -1) as [number, number];
  if (from < 0 || to < 0) return "moved";
  return to < from ? "moved up" : "moved down";
}

interface ClassMove {
  readonly code: number;
  readonly before: string;
  readonly after: string;
  readonly day: number;
}

function movesInHistory(
  { data, table, asOf, within }: DetectContext,
  codes: Int32Array,
  classes: readonly (string | null)[],
): ClassMove[] {
  const days = data.days(table, "date");
  const rows = data.pastRows(table, "date");
  const lastClass = new Map<number, string>();
  const lastMove = new Map<number, ClassMove>();
  for (const place of sortedOrder(Float64Array.from(rows, (row) => days[row]!))) {
    const row = rows[place]!;
    const code = codes[row]!;
    const after = classes[row];
    if (code < 0 || after === null || after === undefined) continue;
    const before = lastClass.get(code);
    lastClass.set(code, after);
    if (before !== undefined && before !== after) lastMove.set(code, { code, before, after, day: days[row]! });
  }
  return [...lastMove.values()].filter(({ day }) => asOf - day < within);
}

function movesSinceLastRun(
  { memory, signal, asOf, warn }: DetectContext,
  codes: Int32Array,
  idOf: (code: number) => number | string | boolean,
  classes: readonly (string | null)[],
): ClassMove[] {
  if (!memory.knowsClasses(signal))
    warn(`${signal}: the first run remembers the classes; changes show from the next on`);
  const moves: ClassMove[] = [];
  for (let row = 0; row < codes.length; row++) {
    const after = classes[row];
    if (codes[row]! < 0 || after === null || after === undefined) continue;
    const id = idOf(codes[row]!);
    const before = memory.classOf(signal, id);
    memory.rememberClass(signal, id, after);
    if (before !== undefined && before !== after) moves.push({ code: codes[row]!, before, after, day: asOf });
  }
  return moves;
}
