import { everything, type Interval } from "./interval.js";

const number = "([-+]?\\d[\\d,]*(?:\\.\\d+)?)";
/** What may stand behind a number: years of age and yuan in Chinese. */
const unit = "\\s*(?:岁|元|周岁)?";

type Ends = (low: number, high: number) => Interval;

const below: Ends = (high) => ({ ...everything, high });
const upTo: Ends = (high) => ({ ...everything, high, highClosed: true });
const above: Ends = (low) => ({ ...everything, low });
const from: Ends = (low) => ({ ...everything, low, lowClosed: true });
const between: Ends = (low, high) => ({ low, high, lowClosed: true, highClosed: true });

/**
 * How bands are written. The Chinese 以下 and 以上 include the number (GB/T 15835 and the Civil Code, article 1259);
 * "under" and "over" do not.
 */
const forms: readonly (readonly [RegExp, Ends])[] = /* @__PURE__ */ (() => [
  [new RegExp(`^(?:under|below|less than|younger than|<)\\s*${number}$`, "i"), below],
  [new RegExp(`^(?:不足|不满|未满)${number}${unit}$`), below],
  [new RegExp(`^(?:up to|at most|<=|≤)\\s*${number}$`, "i"), upTo],
  [new RegExp(`^${number}\\s+(?:and|or) (?:under|below|less|younger)$`, "i"), upTo],
  [new RegExp(`^${number}${unit}(?:及|或)?以下$`), upTo],
  [new RegExp(`^(?:over|above|more than|older than|>)\\s*${number}$`, "i"), above],
  [new RegExp(`^(?:超过|多于)${number}${unit}$`), above],
  [new RegExp(`^(?:from|at least|>=|≥)\\s*${number}$`, "i"), from],
  [new RegExp(`^${number}\\s*(?:\\+|(?:and|or) (?:over|above|more|older))$`, "i"), from],
  [new RegExp(`^${number}${unit}(?:及|或)?以上$`), from],
  [new RegExp(`^${number}${unit}\\s*(?:–|—|-|~|～|to|至|到)\\s*${number}${unit}$`, "i"), between],
  [new RegExp(`^${number}${unit}$`), (value) => between(value, value)],
])();

/** Reads a band such as "under 6", "6–11", "65 and over", "6岁以下"; null where it has no known form. */
export function readBand(text: string): Interval | null {
  for (const [form, ends] of forms) {
    const match = form.exec(text.trim());
    if (match === null) continue;
    const [low, high] = match.slice(1).map((digits) => Number(digits.replaceAll(",", "")));
    return ends(low!, high ?? low!);
  }
  return null;
}
