import type { resolveIdentities } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

type Identities = ReturnType<typeof resolveIdentities>;

/** How many records are the same person: people by their number of records. */
export const duplicateBars: ChartDefinition<Identities> = {
  kind: "identities",
  shows: ["resolveIdentities"],
  recognizes: (result) =>
    isObjectWith(result, ["pairs", "merged", "threshold"]) &&
    hasTable(result, "clusters", ["id", "cluster", "probability"]),
  draw,
};

function draw({ clusters, pairs, threshold, blockingRecall }: Identities, context: DrawContext): Drawing {
  const { say, count, percent, compact, color, counted } = context;
  const sizes = new Map<number, number>();
  for (const cluster of clusters.column("cluster")) sizes.set(cluster ?? -1, (sizes.get(cluster ?? -1) ?? 0) + 1);
  const bySize = new Map<number, number>();
  for (const size of sizes.values()) bySize.set(size, (bySize.get(size) ?? 0) + 1);
  const rows = [...bySize].map(([records, people]) => ({ records, people })).sort((a, b) => a.records - b.records);
  const [records, people] = [clusters.numRows, sizes.size];
  const unsure = pairs.toRows().filter(({ probability }) => Math.abs((probability ?? 0) - threshold) < 0.25).length;
  return barDrawing(context, {
    title: say(
      `${counted(records, "record is", "records are")} ${counted(people, "person", "people")}: ` +
        `${counted(records - people, "is a duplicate", "are duplicates")}`,
      `${count(records)} 条记录对应 ${count(people)} 人：${count(records - people)} 条重复`,
    ),
    subtitle: say("People by their number of records", "按记录数划分的人数"),
    note: say(
      `${counted(unsure, "pair is", "pairs are")} near the threshold of ${percent(threshold)}.` +
        (blockingRecall === null ? "" : ` Compared were some ${percent(blockingRecall)} of all matches.`),
      `${count(unsure)} 对接近阈值 ${percent(threshold)}。` +
        (blockingRecall === null ? "" : `约 ${percent(blockingRecall)} 的匹配得到比较。`),
    ),
    legend: [
      { color: color.main, label: say("one record", "单条记录") },
      { color: color.second, label: say("several", "多条记录") },
    ],
    data: toTable("duplicateBars", rows.length === 0 ? [{ records: 0, people: 0 }] : rows),
    bars: rows.map((row) => ({
      label: say(counted(row.records, "record"), `${row.records} 条`),
      value: row.people,
      text: count(row.people),
      color: row.records === 1 ? color.main : color.second,
    })),
    format: compact,
  });
}
