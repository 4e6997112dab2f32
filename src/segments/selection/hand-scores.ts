import { ClienteleError, knownOptions, namedEntries, numberOption, showNames, showValue } from "../../errors/index.js";

/** Points from 1 to 5 that people gave, by segment and what was rated. */
export type HandScores<Item extends string> = Readonly<Record<string, Readonly<Partial<Record<Item, number>>>>>;

/** Reads points by hand for each of the segments. Errors: `invalid-option`. */
export function handScores<Item extends string>(
  caller: string,
  option: string,
  given: HandScores<Item> | undefined,
  segments: readonly string[],
  items: readonly Item[],
): readonly Readonly<Partial<Record<Item, number>>>[] {
  const example = "points from 1 to 5 by segment and by what is rated";
  const bySegment = new Map(namedEntries(caller, option, given ?? {}, example));
  for (const [segment, points] of bySegment) {
    if (!segments.includes(segment)) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: segment },
        `option ${JSON.stringify(option)}: there is no segment ${showValue(segment)}; the segments are ` +
          showNames(segments),
      );
    }
    knownOptions(caller, points, items);
    for (const item of items) {
      if (points[item] !== undefined) numberOption(caller, `${option}: ${item}`, points[item], { min: 1, max: 5 });
    }
  }
  return segments.map((segment) => bySegment.get(segment) ?? ({} as Readonly<Partial<Record<Item, number>>>));
}
