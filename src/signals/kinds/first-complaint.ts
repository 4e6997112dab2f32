import { showDay } from "../../table/index.js";
import type { FoundSignal, SignalDefinition } from "../definition/signal-definition.js";

/** A customer who complains for the first time. */
export const firstComplaint: SignalDefinition<"first complaint"> = {
  kind: "first complaint",
  meaning: "complained for the first time",
  action: "settle it at once and call when it is settled",
  table: "complaints",
  columns: ["customer", "received"],
  span: "event",
  statistical: false,
  settings: [],
  detect({ data, table, asOf, within }) {
    const keys = data.keys(table, "customer");
    const days = data.days(table, "received");
    const causes = data.hasColumn(table, "cause") ? data.texts(table, "cause") : null;
    const first = new Int32Array(keys.count).fill(-1);
    for (const row of data.pastRows(table, "received")) {
      const code = keys.codes[row]!;
      if (code >= 0 && (first[code]! < 0 || days[row]! < days[first[code]!]!)) first[code] = row;
    }
    const found: FoundSignal[] = [];
    first.forEach((row, code) => {
      if (row < 0 || asOf - days[row]! >= within) return;
      const cause = causes?.[row] ?? null;
      found.push({
        customer: keys.labels.at(code)!,
        subject: null,
        since: days[row]!,
        why: () => `first complaint on ${showDay(days[row]!)}${cause === null ? "" : `: ${cause}`}`,
      });
    });
    return { found };
  },
};
