/** The languages of the page. */
export type Language = "en" | "zh";

/** Picks the text of a language. */
export type Say = (english: string, chinese: string) => string;

/** What picks the text of this language. */
export function sayIn(language: Language): Say {
  return (english, chinese) => (language === "zh" ? chinese : english);
}

/** Names of columns in results, in Chinese; columns of the reader's own file keep theirs. */
const chineseColumns = new Map([
  ["customer", "客户"],
  ["customers", "客户数"],
  ["segment", "分群"],
  ["share", "占比"],
  ["orders", "订单数"],
  ["revenue", "销售额"],
  ["revenueShare", "销售额占比"],
  ["recencyDays", "距上次购买天数"],
  ["meanRecencyDays", "平均距上次购买天数"],
  ["meanOrders", "平均订单数"],
  ["meanRevenue", "平均销售额"],
  ["score", "评分"],
  ["top", "前"],
  ["items", "客户数"],
  ["value", "价值"],
  ["probabilityAlive", "活跃概率"],
  ["expectedPurchases", "预期购买次数"],
  ["discountedPurchases", "折现购买次数"],
  ["expectedSpend", "预期单次金额"],
  ["cluster", "类"],
  ["severity", "程度"],
  ["code", "代码"],
  ["column", "列"],
  ["rows", "行数"],
  ["money", "金额"],
  ["advice", "建议"],
]);

/** The heading of a column of a result. */
export function columnLabel(language: Language, name: string): string {
  return language === "zh" ? (chineseColumns.get(name) ?? name) : name;
}
