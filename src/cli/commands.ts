import type { Command } from "./command/command.js";
import { check } from "./commands/check.js";
import { churn } from "./commands/churn.js";
import { cluster } from "./commands/cluster.js";
import { cohorts } from "./commands/cohorts.js";
import { pareto } from "./commands/pareto.js";
import { report } from "./commands/report.js";
import { rfm } from "./commands/rfm.js";
import { satisfaction } from "./commands/satisfaction.js";
import { segments } from "./commands/segments.js";
import { summarize } from "./commands/summarize.js";
import { value } from "./commands/value.js";

/** The commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  check,
  summarize,
  rfm,
  pareto,
  cohorts,
  cluster,
  segments,
  value,
  churn,
  satisfaction,
  report,
];
