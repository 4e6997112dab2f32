import type { Itemsets } from "../../baskets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** What is bought together most often. */
export const itemsetBars: ChartDefinition<Itemsets> = {
  kind: "itemsets",
  shows: ["frequentItemsets"],
  recognizes: (result) => isObjectWith(result, ["baskets", "minCount", "labels", "counts", "itemsOf"]),
  draw,
};

function draw(itemsets: Itemsets, context: DrawContext): Drawing {
  const { say, count, percent, counted } = context;
  const sets = Array.from(itemsets.counts, (baskets, i) => ({ items: itemsets.itemsOf(i), baskets }));
  const together = sets.filter((set) => set.items.length > 1);
  const ranked = (together.length > 0 ? together : sets).sort((a, b) => b.baskets - a.baskets);
  const [first] = ranked;
  const share = (baskets: number): string => percent(baskets / Math.max(1, itemsets.baskets));
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No set is frequent", "没有频繁项集")
        : say(
            `${first.items.join(" + ")} are in ${count(first.baskets)} of ${counted(itemsets.baskets, "basket")}`,
            `${first.items.join(" + ")} 出现在 ${count(itemsets.baskets)} 个购物篮中的 ${count(first.baskets)} 个`,
          ),
    subtitle: say("Baskets that hold a set of items, sets of several items first", "包含各项集的购物篮数"),
    note: itemsets.truncated == null ? undefined : context.english(itemsets.truncated.reason),
    data: itemsets.table(),
    bars: ranked.slice(0, 20).map((set) => ({
      label: set.items.join(" + "),
      value: set.baskets,
      text: `${count(set.baskets)} (${share(set.baskets)})`,
    })),
    format: count,
  });
}
