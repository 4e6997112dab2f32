import { millisecondsPerDay, showDate } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { hoursText } from "../definition/signal-words.js";

/** A customer who waits, or waited, longer than the target for an answer. */
export const serviceTargetMissed: SignalDefinition<"service target missed"> = {
  kind: "service target missed",
  meaning: "waits for longer than promised",
  action: "apologize, settle it today, and say what happens next",
  table: "complaints",
  columns: ["customer", "received", "resolved"],
  span: "event",
  statistical: false,
  settings: ["hours"],
  detect(context) {
    const { data, table, asOf, now, within } = context;
    const target = numberSetting(context, "hours", 24, { min: 0, exclusive: true });
    const keys = data.keys(table, "customer");
    const received = data.moments(table, "received");
    const resolved = data.moments(table, "resolved");
    const latest = new Map<number, { row: number; missed: number }>();
    for (const row of data.pastRows(table, "received")) {
      const code = keys.codes[row]!;
      const due = received[row]! + target * millisecondsPerHour;
      const until = Number.isNaN(resolved[row]!) || resolved[row]! > now ? now : resolved[row]!;
      const missed = Math.floor(due / millisecondsPerDay);
      if (code < 0 || !(until > due) || asOf - missed >= within) continue;
      const known = latest.get(code);
      if (known === undefined || missed > known.missed) latest.set(code, { row, missed });
    }
    const found = [...latest].map(([code, { row, missed }]): FoundSignal => {
      const open = Number.isNaN(resolved[row]!) || resolved[row]! > now;
      const hours = ((open ? now : resolved[row]!) - received[row]!) / millisecondsPerHour;
      return {
        customer: keys.labels.at(code)!,
        subject: null,
        since: missed,
        why: () =>
          `received on ${showDate(received[row]!)}, ${open ? "still open after" : "settled after"} ` +
          `${hoursText(hours)}; the target is ${hoursText(target)}`,
      };
    });
    return { found };
  },
};

const millisecondsPerHour = 3_600_000;
