import type { WalletShares } from "../../segments/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Where there is more to win: what the customers spend elsewhere, the most first. */
export const walletBars: ChartDefinition<WalletShares> = {
  kind: "wallet",
  shows: ["walletShare"],
  recognizes: (result) => isTableWith(result, ["customer", "estimated", "share", "headroom"], ["totalShare"]),
  draw,
};

function draw(wallet: WalletShares, context: DrawContext): Drawing {
  const { say, compact, percent, color } = context;
  const rows = wallet
    .toRows()
    .filter((row) => row.headroom !== null)
    .sort((a, b) => Number(b.headroom) - Number(a.headroom));
  const of = wallet.totalShare === null ? "–" : percent(wallet.totalShare);
  return barDrawing(context, {
    title: say(
      `We hold ${of} of what these customers spend; ${compact(wallet.totalHeadroom)} goes elsewhere`,
      `我们占这些客户支出的 ${of}；另有 ${compact(wallet.totalHeadroom)} 流向别处`,
    ),
    subtitle: say("What each customer spends elsewhere, the most first", "各客户流向别处的支出，从多到少"),
    legend: rows.some((row) => row.estimated === true)
      ? [
          { color: color.main, label: say("as known", "已知") },
          { color: color.sixth, label: say("total estimated", "总额为估计") },
        ]
      : [],
    data: wallet,
    bars: rows.map((row) => ({
      label: String(row.customer),
      value: Number(row.headroom),
      text: `${compact(Number(row.headroom))} (${row.share === null ? "–" : percent(Number(row.share))})`,
      color: row.estimated === true ? color.sixth : color.main,
    })),
    format: compact,
  });
}
