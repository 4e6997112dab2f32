import { correlation } from "../../numeric/index.js";
import { dayOf } from "../../table/index.js";
import type { ColumnFacts } from "./column-facts.js";
import type { FindingList } from "./finding.js";

/** With fewer returning customers a correlation says little. */
const fewestCustomers = 30;

/** Models of spend take it for independent of frequency; 0.3 is a correlation that is usually called medium. */
const notable = 0.3;

/** Finds that customers who buy more often spend more, or less, each time. */
export function checkSpendAndFrequency(customer: ColumnFacts, moments: Float64Array, findings: FindingList): void {
  const amounts = findings.amounts!;
  const { codes, count } = customer.keys;
  const spend = new Float64Array(count);
  const days = Array.from({ length: count }, () => new Set<number>());
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || !(amounts[row]! > 0) || Number.isNaN(moments[row]!)) continue;
    spend[code]! += amounts[row]!;
    days[code]!.add(dayOf(moments[row]!));
  }
  const frequency: number[] = [];
  const meanSpend: number[] = [];
  for (const [code, { size }] of days.entries()) {
    if (size < 2) continue;
    frequency.push(size);
    meanSpend.push(spend[code]! / size);
  }
  if (frequency.length < fewestCustomers) return;
  const strength = correlation(frequency, meanSpend);
  if (strength === null || !(Math.abs(strength) >= notable)) return;
  findings.add({
    severity: "note",
    code: "spend-and-frequency",
    finding:
      `customers who buy more often spend ${strength > 0 ? "more" : "less"} each time (correlation ` +
      `${strength.toFixed(2)} over ${frequency.length} customers with two purchase days or more)`,
    advice:
      "fitGammaGamma takes spend for independent of frequency: fit groups of customers apart (those of each segment, " +
      "or consumers and companies), and check with validateHoldout",
  });
}
