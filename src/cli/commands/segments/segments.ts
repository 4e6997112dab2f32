import type { Command } from "../../command/command.js";
import { bank, grades, matrix, rules } from "./classes-by-cuts.js";
import { abc, pyramid } from "./classes-by-rank.js";
import { channels, lifecycle, relational, states, strength } from "./relationship-classes.js";
import { assessment, losses, selection, upgrade, wallet } from "./segment-decisions.js";

/** Classes of customers, each with its reason. */
export const segments: Command = {
  pyramid,
  abc,
  rules,
  "value-matrix": matrix,
  lifecycle,
  states,
  strength,
  relational,
  grades,
  bank,
  selection,
  channels,
  wallet,
  upgrade,
  losses,
  assessment,
};
