import { escapeMarkup, safeText } from "../../presentation/index.js";
import type { RfmScores, SegmentSummary } from "../../segments/index.js";
import { isTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing, Picture } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { type StepScale, stepScale } from "../drawing/step-scale.js";
import { textWidth, wrapText } from "../drawing/text-width.js";
import { squarify } from "../drawing/tree-map.js";

/** How large each segment is, and what it brings. */
export const segmentTreeMap: ChartDefinition<RfmScores | SegmentSummary> = {
  kind: "tree-map",
  shows: ["scoreRfm", "segmentSummary"],
  recognizes: (result) =>
    isTableWith(result, ["segment", "customers", "share", "revenue", "meanRevenue"]) ||
    isTableWith(result, ["r", "f", "m", "segment"], ["segmentSummary"]),
  draw,
};

interface Segment {
  readonly name: string;
  readonly customers: number;
  readonly share: number;
  readonly revenueShare: number | null;
  readonly meanRevenue: number;
}

function draw(result: RfmScores | SegmentSummary, context: DrawContext): Drawing {
  const { say, count, compact, term } = context;
  const data: SegmentSummary =
    isTable(result) && "segmentSummary" in result ? (result as RfmScores).segmentSummary() : (result as SegmentSummary);
  const segments: Segment[] = data
    .toRows()
    .filter((row) => (row.customers ?? 0) > 0)
    .map((row) => ({
      name: term(row.segment),
      customers: row.customers!,
      share: row.share ?? 0,
      revenueShare: row.revenueShare,
      meanRevenue: row.meanRevenue ?? 0,
    }))
    .sort((a, b) => b.customers - a.customers);
  const largest = segments[0];
  const richest = [...segments].sort((a, b) => (b.revenueShare ?? 0) - (a.revenueShare ?? 0))[0];
  const title = titleOf(largest, richest, context);
  const scale = stepScale(
    context,
    segments.map(({ meanRevenue }) => meanRevenue),
  );
  return {
    title,
    subtitle: say(
      "Segments; area: customers, color: mean revenue per customer",
      "客户细分；面积为客户数，颜色为人均销售额",
    ),
    description: say(
      `Tree map. ${title}. ${segments.map((one) => `${one.name}: ${count(one.customers)}`).join(", ")}.`,
      `矩形树图。${title}。${segments.map((one) => `${one.name}：${count(one.customers)}`).join("，")}。`,
    ),
    legend: scale.legend(compact),
    data,
    picture: (width) => picture(segments, width, context, scale),
  };
}

function titleOf(most: Segment | undefined, best: Segment | undefined, { say, percent }: DrawContext): string {
  if (most === undefined || best === undefined) return say("No customer has a segment", "没有客户被归入细分");
  const revenue = best.revenueShare === null ? "" : percent(best.revenueShare);
  if (most === best || revenue === "") {
    return say(
      `${most.name} is the largest segment: ${percent(most.share)} of customers`,
      `最大的细分是${most.name}：占客户的 ${percent(most.share)}`,
    );
  }
  return say(
    `${best.name} bring ${revenue} of revenue with ${percent(best.share)} of customers`,
    `${best.name}以 ${percent(best.share)} 的客户贡献 ${revenue} 的销售额`,
  );
}

function picture(segments: readonly Segment[], width: number, context: DrawContext, scale: StepScale): Picture {
  const { count, percent } = context;
  const height = Math.round(Math.min(380, width * 0.58));
  const cells =
    segments.length === 0
      ? []
      : squarify(
          segments.map(({ customers }) => customers),
          width,
          height,
        );
  const markup = cells.map(({ item, x, y, width: wide, height: high }) => {
    const segment = segments[item]!;
    const size = `${count(segment.customers)} (${percent(segment.share)})`;
    const words = labelLines(safeText(segment.name), size, wide, high).map(
      (line, i) =>
        `<text x="${round(x + 8)}" y="${round(y + 20 + 17 * i)}" font-size="${line.size}"${line.weight} ` +
        `fill="${scale.ink(segment.meanRevenue)}">${escapeMarkup(line.text)}</text>`,
    );
    return (
      `<g><title>${escapeMarkup(`${segment.name}: ${size}`)}</title><rect x="${round(x + 1)}" ` +
      `y="${round(y + 1)}" width="${round(Math.max(0, wide - 2))}" height="${round(Math.max(0, high - 2))}" rx="3" ` +
      `fill="${scale.fill(segment.meanRevenue)}"></rect>${words.join("")}</g>`
    );
  });
  return { markup: markup.join(""), height };
}

interface LabelLine {
  readonly text: string;
  readonly weight: string;
  readonly size: number;
}

/** The name, over several lines where it has to be, and the size where there is room for it; none is cut. */
function labelLines(name: string, size: string, wide: number, high: number): LabelLine[] {
  const lines = wrapText(name, (wide - 20) / 13).map((text) => ({ text, weight: ' font-weight="600"', size: 13 }));
  lines.push({ text: size, weight: "", size: 12 });
  const names = lines.length - 1;
  const fits = (line: LabelLine): boolean => textWidth(line.text) <= (wide - 20) / line.size;
  const room = Math.floor((high - 10) / 17);
  if (names > room || !lines.slice(0, names).every(fits)) return [];
  return lines.slice(0, room).filter(fits);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
