import type { OrderAnalyses } from "../analysis/order-analyses.js";
import { modelName, type ValueAnalysis } from "../analysis/value-analysis.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** What the customers are worth. */
export function valueChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("What is the customer base worth?", "客户群值多少钱？");
  if ("reason" in analyses.value) return missingChapter("value", heading, analyses.value.reason, context);
  const value = analyses.value.result;
  const { model, values, holdout } = value;
  return {
    id: "value",
    heading,
    findings: [...worthSentences(value, context), ...leavingSentences(value, analyses.lapsedAfter, context)],
    charts: [
      context.chart(values),
      context.chart({ model, customers: analyses.buyers }, "repeat-counts"),
      ...(holdout === null ? [] : [context.chart(holdout, "frequency-calibration")]),
    ],
    tables: [],
    method: [methodOf(value, context), ...daysSentences(analyses, context)].join(context.say(" ", "")),
    limits: [limitsOf(value.margin, context), ...fitSentences(value, context)].join(context.say(" ", "")),
  };
}

/** What is expected, how sure that is, and how the model did where that is known. */
export function worthSentences(value: ValueAnalysis, context: ChapterContext): string[] {
  const { say, count, money } = context;
  const { total, lower, upper, values } = value;
  const mean = money(total / Math.max(1, values.numRows));
  const without = lower === null || upper === null;
  const range = without
    ? ""
    : say(` (95% interval ${money(lower)} to ${money(upper)})`, `（95% 区间 ${money(lower)} 至 ${money(upper)}）`);
  const [of, ofChinese] = keptOf(value, context);
  const worth = say(
    `The ${count(values.numRows)} customers are expected to bring ${money(total)}${of} in the next year${range}, ` +
      `${mean} each on average.`,
    `预计 ${count(values.numRows)} 位客户未来一年带来${ofChinese} ${money(total)}${range}，人均 ${mean}。`,
  );
  const why = whyNoInterval(value, context);
  const unsure = say(`How exact that is cannot be given as an interval: ${why}.`, `无法给出该数字的区间：${why}。`);
  return [worth, ...(without ? [unsure] : []), ...holdoutSentences(value, context)];
}

/** What the worth is of: the part of what customers spend that a margin leaves, else revenue. */
function keptOf({ margin }: ValueAnalysis, { percent }: ChapterContext): readonly [english: string, chinese: string] {
  if (margin === 1) return [" of revenue", "收入"];
  return [` of profit (${percent(margin)} of what they spend)`, `利润（消费额的 ${percent(margin)}）`];
}

/** What the model lacks for an interval, in words that need no knowledge of its parameters. */
function whyNoInterval({ nobodyLeaves, model, spend }: ValueAnalysis, { say }: ChapterContext): string {
  if (nobodyLeaves) {
    return say(
      "too few customers are seen to leave for good for the model to tell how many do, and it treats everybody as " +
        "still a customer",
      "可见的永久离开的客户太少，模型无法判断有多少人离开，只能把所有人都当作仍是客户",
    );
  }
  if (model.status !== "converged") {
    return say(
      "these orders do not tell the model all that it asks about how customers buy and leave",
      "这些订单不足以让模型确定客户如何购买与离开",
    );
  }
  if (spend.status !== "converged") {
    return say(
      "these orders do not tell the model how much customers differ in what they spend",
      "这些订单不足以让模型确定客户消费的差异",
    );
  }
  return say("these orders do not tell how exact the model is", "这些订单不足以判断模型的精度");
}

/** Why the model sees nobody leave where the chapter on losses counts lost customers. */
function leavingSentences({ nobodyLeaves }: ValueAnalysis, days: number, { say }: ChapterContext): string[] {
  if (!nobodyLeaves) return [];
  return [
    say(
      "In these orders the model cannot tell customers who left for good from slow ones, and expects all to buy " +
        `again at their own pace: also those who count as lost after ${days} days without an order.`,
      `在这些订单中，模型无法区分永久离开的客户与购买缓慢的客户，因而预期所有人都会按自己的节奏再次购买，包括 ${days} 天未下单而计为流失者。`,
    ),
  ];
}

/** From this share on a forecast that was off is worth a warning. */
const farOff = 0.1;

function holdoutSentences({ holdout }: ValueAnalysis, { say, count, percent }: ChapterContext): string[] {
  const row = holdout?.summary.toRows()[0];
  if (row === undefined || row.relativeBias === null) return [];
  const [came, off] = [count(row.actual ?? 0), percent(Math.abs(row.relativeBias))];
  const [english, chinese] = row.relativeBias < 0 ? ["below", "低"] : ["above", "高"];
  const rough = Math.abs(row.relativeBias) >= farOff;
  return [
    say(
      `In a check on the last fourth of the time, which it had not seen, the model came out ${off} ${english} the ` +
        `${came} purchases that then came${rough ? ": take its figures as rough" : ""}.`,
      `用模型未见过的最后四分之一时间检验，其预测比实际的 ${came} 次购买${chinese} ${off}${rough ? "，数字只宜作粗略参考" : ""}。`,
    ),
  ];
}

/** What was not settled by the orders, where the findings do not say it. */
function fitSentences({ model, spend, nobodyLeaves }: ValueAnalysis, { say }: ChapterContext): string[] {
  const sentences: string[] = [];
  if (model.status !== "converged" && !nobodyLeaves) {
    sentences.push(
      say(
        "The model of purchases ended at a limit of what it can describe: the orders do not settle all of it.",
        "购买模型停在其可描述范围的边界：这些订单不足以确定其全部参数。",
      ),
    );
  }
  if (spend.status !== "converged") {
    sentences.push(
      say(
        "The model of spend ended at a limit of what it can describe: the orders do not settle all of it.",
        "消费模型停在其可描述范围的边界：这些订单不足以确定其全部参数。",
      ),
    );
  }
  return sentences;
}

const sources = {
  "bg-nbd": "Fader, Hardie & Lee 2005",
  "mbg-nbd": "Batislam, Denizel & Filiztekin 2007",
} as const;

function methodOf({ model, values, lower, margin }: ValueAnalysis, { say, percent }: ChapterContext): string {
  const name = `${modelName(model)}; ${sources[model.kind]}`;
  const { annual } = values.discountRate;
  const kept = margin === 1 ? "" : say(` times a margin of ${percent(margin)}`, `再乘以利润率 ${percent(margin)}`);
  const rate =
    annual === null
      ? say("at the rate given", "按给定的折现率")
      : say(`at ${percent(annual)} a year`, `按年利率 ${percent(annual)} `);
  const covered =
    lower === null
      ? ""
      : say(
          " The interval covers chance in purchases and, where the fit gives it, in the parameters.",
          "区间涵盖购买的偶然性以及（可得时）参数的不确定性。",
        );
  return say(
    `A standard model of repeat purchases (${name}) and one of spend per purchase (Gamma-Gamma; Fader & Hardie ` +
      "2013) are fitted to all buyers. Value is the purchases expected in the next year times the expected spend" +
      `${kept}, discounted ${rate}.${covered}`,
    `对全部买家拟合标准的重复购买模型（${name}）与单次消费模型（Gamma-Gamma；Fader & Hardie 2013）。` +
      `价值为未来一年预期购买次数乘以预期消费${kept}，${rate}折现。${covered}`,
  );
}

/** What a purchase is to the model, where that differs from an order. */
function daysSentences({ buyers }: OrderAnalyses, { say, count, counted }: ChapterContext): string[] {
  const repeats = buyers.column("frequency").toArray();
  const orders = buyers.column("orders").toArray();
  if (repeats.every((number, i) => (number ?? 0) + 1 === orders[i])) return [];
  const oneDay = repeats.filter((number) => number === 0).length;
  return [
    say(
      `All orders of a day are one purchase here: ${counted(oneDay, "customer")} bought on one day only.`,
      `此处同一天的订单算一次购买：${count(oneDay)} 位客户只在一天购买过。`,
    ),
  ];
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
