import type { SignalDefinition } from "../definition/signal-definition.js";
import { deposit, withdrawal } from "./account-movement.js";
import { birthday } from "./birthday.js";
import { gradeChange, tierChange } from "./class-change.js";
import { complaintSurge } from "./complaint-surge.js";
import { contractEnd } from "./contract-end.js";
import { fallingDemand, irregularDemand } from "./demand-change.js";
import { firstComplaint } from "./first-complaint.js";
import { largeOrder } from "./large-order.js";
import { overdue } from "./overdue.js";
import { paymentRisk } from "./payment-risk.js";
import { serviceTargetMissed } from "./service-target.js";
import { spendDrop, spendJump } from "./spend-change.js";
import { volumeAnomaly } from "./volume-anomaly.js";

/** The name of a signal that comes with the library. */
export type SignalKind =
  | "overdue"
  | "spend drop"
  | "spend jump"
  | "volume anomaly"
  | "large order"
  | "deposit"
  | "withdrawal"
  | "payment risk"
  | "tier change"
  | "grade change"
  | "first complaint"
  | "complaint surge"
  | "service target missed"
  | "birthday"
  | "contract end"
  | "falling demand"
  | "irregular demand";

/** The signals that come with the library: a signal is one definition. */
export const signalDefinitions: readonly SignalDefinition<SignalKind>[] = [
  overdue,
  spendDrop,
  spendJump,
  volumeAnomaly,
  largeOrder,
  deposit,
  withdrawal,
  paymentRisk,
  tierChange,
  gradeChange,
  firstComplaint,
  complaintSurge,
  serviceTargetMissed,
  birthday,
  contractEnd,
  fallingDemand,
  irregularDemand,
];
