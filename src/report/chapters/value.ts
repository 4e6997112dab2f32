import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { ValueAnalysis } from "../analysis/value-analysis.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** What the customers are worth. */
export function valueChapter(analyses: OrderAnalyses, margin: number, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("What is the customer base worth?", "客户群值多少钱？");
  if ("reason" in analyses.value) return missingChapter("value", heading, analyses.value.reason, context);
  const value = analyses.value.result;
  const { model, values, holdout } = value;
  return {
    id: "value",
    heading,
    findings: [worthSentence(value, context), ...leavingSentences(value, context), ...holdoutSentences(value, context)],
    charts: [
      context.chart(values),
      context.chart({ model, customers: analyses.buyers }, "repeat-counts"),
      ...(holdout === null ? [] : [context.chart(holdout, "frequency-calibration")]),
    ],
    tables: [],
    method: methodOf(value, margin, context),
    limits: [limitsOf(margin, context), ...fitWarnings(value, context)].join(" "),
  };
}

/** The total with its interval. */
export function worthSentence(
  { total, lower, upper, values, nobodyLeaves }: ValueAnalysis,
  context: ChapterContext,
): string {
  const { say, count, compact } = context;
  const range =
    lower === null || upper === null
      ? say(" (no interval: the chapter on value says why)", "（无区间：原因见价值一章）")
      : say(
          ` (95% interval ${compact(lower)} to ${compact(upper)})`,
          `（95% 区间 ${compact(lower)} 至 ${compact(upper)}）`,
        );
  const mean = compact(total / Math.max(1, values.numRows));
  const most = nobodyLeaves ? say("at most ", "最多") : "";
  return say(
    `The ${count(values.numRows)} customers are expected to bring ${most}${compact(total)} in the next ` +
      `year${range}, ${mean} each.`,
    `预计 ${count(values.numRows)} 位客户未来一年${most}带来 ${compact(total)}${range}，人均 ${mean}。`,
  );
}

function leavingSentences({ nobodyLeaves }: ValueAnalysis, { say }: ChapterContext): string[] {
  if (!nobodyLeaves) return [];
  return [
    say(
      "The model finds no sign in these orders that customers leave for good, and expects all to go on. The value is " +
        "an upper bound.",
      "模型在这些订单中未发现客户永久离开的迹象，假定所有客户都会继续：该价值为上限。",
    ),
  ];
}

function holdoutSentences({ holdout }: ValueAnalysis, { say, count, percent }: ChapterContext): string[] {
  const row = holdout?.summary.toRows()[0];
  if (row === undefined || row.relativeBias === null) return [];
  const [came, off] = [count(row.actual ?? 0), percent(Math.abs(row.relativeBias))];
  const [english, chinese] = row.relativeBias < 0 ? ["below", "低"] : ["above", "高"];
  return [
    say(
      `Fitted without the last quarter of the time, the model was ${off} ${english} the ${came} purchases ` +
        "that then came.",
      `若不用最后四分之一时间拟合，模型预测比之后实际的 ${came} 次购买${chinese} ${off}。`,
    ),
  ];
}

function fitWarnings(
  { model, spend, intervalReason }: ValueAnalysis,
  { say, term, english }: ChapterContext,
): string[] {
  const warnings = [model, spend]
    .filter((fitted) => fitted.status !== "converged")
    .map((fitted) =>
      say(
        `The fit of ${fitted.kind} ended as "${fitted.status}": ${fitted.statusReason ?? ""}.`,
        `${fitted.kind} 的拟合状态为“${term(fitted.status)}”：${english(`${fitted.statusReason ?? ""}.`)}`,
      ),
    );
  return intervalReason === null
    ? warnings
    : [...warnings, say(`On the interval: ${intervalReason}.`, `关于区间：${english(`${intervalReason}.`)}`)];
}

function methodOf({ model, values }: ValueAnalysis, margin: number, { say, percent }: ChapterContext): string {
  const name = model.kind === "bg-nbd" ? "BG/NBD" : "MBG/NBD";
  const { annual } = values.discountRate;
  const kept = margin === 1 ? "" : say(` times a margin of ${percent(margin)}`, `再乘以利润率 ${percent(margin)}`);
  const rate =
    annual === null
      ? say("at the rate given", "按给定的折现率")
      : say(`at ${percent(annual)} a year`, `按年利率 ${percent(annual)} `);
  return say(
    `A ${name} model of purchases (Fader, Hardie and Lee 2005) and a Gamma-Gamma model of spend are fitted to all ` +
      `buyers. Value is the purchases expected in the next year times the expected spend${kept}, discounted ${rate}. ` +
      "The interval covers chance in purchases and, where the fit gives it, in the parameters.",
    `对全部买家拟合 ${name} 购买模型（Fader、Hardie、Lee 2005）与 Gamma-Gamma 消费模型。` +
      `价值为未来一年预期购买次数乘以预期消费${kept}，${rate}折现。区间涵盖购买的偶然性以及（可得时）参数的不确定性。`,
  );
}

function limitsOf(margin: number, { say }: ChapterContext): string {
  const revenue =
    margin === 1 ? say("It is revenue, not profit: no margin was given. ", "未给出利润率，因此是收入而非利润。") : "";
  return (
    revenue +
    say(
      "It holds the customers of today only, and supposes that they go on as they did; seasons and campaigns are not " +
        "in the model.",
      "只含现有客户，并假定其行为照旧；模型不含季节与活动。",
    )
  );
}
