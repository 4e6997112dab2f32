import { areaY, dot, line, ruleX, text } from "@observablehq/plot";
import type { LoyaltyZones } from "../../satisfaction/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Where satisfaction turns into loyalty: loyalty by satisfaction, with the zones of defection and affection. */
export const loyaltyCurve: ChartDefinition<LoyaltyZones> = {
  kind: "loyalty",
  shows: ["loyaltyZones"],
  recognizes: (result) =>
    isObjectWith(result, ["slope", "labels"]) && hasTable(result, "zones", ["zone", "share", "slope"]),
  draw,
};

function draw(loyalty: LoyaltyZones, context: DrawContext): Drawing {
  const { say, percent, decimal, term, color } = context;
  const zones = loyalty.zones.toRows();
  const points = loyalty.curve.toRows().filter((row) => row.outcome !== null);
  const shares = zones.map((zone) => `${term(zone.zone)} ${percent(zone.share ?? 0)}`).join(", ");
  const steep = zones.filter((zone) => zone.slope !== null).sort((a, b) => b.slope! - a.slope!)[0];
  const affection = zones.find((zone) => zone.zone === "affection");
  const title = say(
    `${percent(affection?.share ?? 0)} are in the zone of affection` +
      (steep === undefined ? "" : `; loyalty rises fastest in ${steep.zone} (${decimal(steep.slope!, 2)} per point)`),
    `${percent(affection?.share ?? 0)} 位于忠诚区` +
      (steep === undefined ? "" : `；忠诚度在${term(steep.zone)}上升最快（每分 ${decimal(steep.slope!, 2)}）`),
  );
  const cuts = zones.slice(1).flatMap((zone) => (zone.from === null ? [] : [zone.from]));
  return {
    title,
    subtitle: say("Mean loyalty by satisfaction, with its interval", "按满意度划分的平均忠诚度及区间"),
    description: say(`Line chart with zones. ${title}. ${shares}.`, `带分区的折线图。${title}。${shares}。`),
    data: loyalty.zones,
    picture: (width) =>
      plotPicture(context, width, {
        height: 320,
        marginTop: 48,
        marks: [
          ...bottomAxis(context, { label: say("satisfaction", "满意度"), ticks: 8, grid: false }),
          ...leftAxis(context, { label: say("loyalty", "忠诚度"), ticks: 5 }),
          ruleX(cuts, { stroke: color.muted, strokeDasharray: "4 4" }),
          areaY(
            points.filter((row) => row.lower !== null && row.upper !== null),
            { x: "score", y1: "lower", y2: "upper", fill: color.main, fillOpacity: 0.16 },
          ),
          line(points, { x: "score", y: "outcome", stroke: color.main, strokeWidth: 2.4 }),
          dot(points, { x: "score", y: "outcome", fill: color.main, r: 3.5 }),
          text(
            zones.filter((zone) => zone.satisfaction !== null),
            {
              x: "satisfaction",
              frameAnchor: "top",
              dy: -20,
              // On two lines, as zones may be narrow.
              text: (zone: (typeof zones)[number]) => `${term(zone.zone)}\n${percent(zone.share ?? 0, 0)}`,
              fontWeight: 600,
              fill: color.ink,
            },
          ),
        ],
      }),
  };
}
