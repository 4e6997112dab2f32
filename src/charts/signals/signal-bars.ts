import type { Signals } from "../../signals/index.js";
import { type Table, toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What to look at this morning: the signals of each kind, and the money at stake. */
export const signalBars: ChartDefinition<Signals> = {
  kind: "signals",
  shows: ["detectSignals"],
  recognizes: (result) => isTableWith(result, ["customer", "signal", "meaning", "action", "why"], ["state", "rules"]),
  draw,
};

function draw(signals: Signals, context: DrawContext): Drawing {
  const { say, count, compact, term, counted } = context;
  const kinds = new Map<string, { signals: number; value: number }>();
  for (const row of signals.toRows()) {
    const { signals: told, value } = kinds.get(row.signal ?? "") ?? { signals: 0, value: 0 };
    kinds.set(row.signal ?? "", { signals: told + 1, value: value + (row.value ?? 0) });
  }
  const rows = [...kinds]
    .map(([signal, sums]) => ({ signal, ...sums }))
    .sort((a, b) => b.value - a.value || b.signals - a.signals);
  const [first] = rows;
  const stake = rows.reduce((sum, { value }) => sum + value, 0);
  const { expectedAlarms } = signals;
  const note = signals.rules.toRows().reduce((sum, row) => sum + (row.known ?? 0), 0);
  return barDrawing(context, {
    title:
      first === undefined
        ? say("Nothing new to look at", "没有新的信号")
        : say(
            `${count(signals.numRows)} new ${signals.numRows === 1 ? "signal" : "signals"}, ` +
              `${compact(stake)} at stake; most: ${term(first.signal)}`,
            `${count(signals.numRows)} 个新信号，涉及 ${compact(stake)}；最多的是${term(first.signal)}`,
          ),
    subtitle: say("Money at stake by kind of signal (signals)", "各类信号涉及的金额（信号数）"),
    note: say(
      `${counted(note, "other goes on and was", "others go on and were")} told before` +
        (expectedAlarms === null ? "." : `; ${compact(expectedAlarms)} false alarms a day are to be expected.`),
      `另有 ${count(note)} 个此前已提示、仍在持续` +
        (expectedAlarms === null ? "。" : `；预计每天误报 ${compact(expectedAlarms)} 次。`),
    ),
    data: rows.length === 0 ? (signals.rules as Table) : toTable("signalBars", rows),
    bars: rows.map((row) => ({
      label: term(row.signal),
      value: row.value,
      text: `${compact(row.value)} (${count(row.signals)})`,
    })),
    format: compact,
  });
}
