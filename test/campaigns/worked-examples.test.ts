import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { closingRates, recoveryValue, referralValue, retentionEconomics } from "../../src/campaigns/index.js";
import { describeWithSharedData, hasSharedData, sharedPath } from "../shared-data.js";

interface Example {
  readonly id: string;
  readonly inputs: never;
  readonly value: never;
}

const examples: readonly Example[] = hasSharedData
  ? JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8"))
  : [];
const example = (id: string) => examples.find((one) => one.id === id)!;

describeWithSharedData("worked examples of the field", () => {
  it("says what five points more retention are worth", () => {
    const { inputs, value } = example("retention-points");
    const pairs: [number, number][] = inputs["retention and discount rate"];
    pairs.forEach(([retention, discountRate], i) => {
      expect(retentionEconomics({ retention, discountRate, gain: { points: 0.05 } }).uplift).toBeCloseTo(value[i]!, 9);
    });
  });

  it("compares winning with keeping", () => {
    const { inputs, value } = example("closing-rates");
    const kinds = ["new", "existing"] as const;
    const rates = closingRates({
      type: kinds,
      contacts: kinds.map((kind) => inputs[kind]["contacts"] as number),
      cost: kinds.map((kind) => inputs[kind]["cost each"] as number),
      sales: kinds.map((kind) => inputs[kind]["sales"] as number),
    });
    expect(rates.column("closing").toArray()).toEqual(value["closing"]);
    expect(rates.column("costPerSale").toArray()).toEqual(value["costPerSale"]);
    expect(rates.column("multiple").at(0)).toBe(value["multiple"]);
  });

  it("follows a chain of referrals", () => {
    const { inputs, value } = example("referral-chain");
    const chain = { referrals: inputs["referrals each"] as number, generations: inputs["generations"] as number };
    expect(referralValue(chain)).toMatchObject({ reached: value["reached"], limit: null });
    const weak = referralValue({ ...chain, success: 0.4 });
    expect(weak.reached).toBeCloseTo(value["with success .4"], 12);
    expect(weak.limit).toBeCloseTo(value["limit"], 12);
  });

  it("values complaints put right", () => {
    const { inputs, value } = example("recovery");
    expect(
      recoveryValue({
        complaints: inputs["complaints"],
        stayRecovered: inputs["stay when recovered"],
        stayOtherwise: inputs["stay otherwise"],
        value: inputs["value"],
        told: inputs["told"],
        deterred: inputs["deterred"],
        prospectValue: inputs["prospect value"],
        cost: inputs["cost each"],
      }),
    ).toBeCloseTo(value, 9);
  });
});
