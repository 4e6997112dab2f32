import {
  type AssociationRulesOptions,
  associationRules,
  type FrequentItemsetsOptions,
  frequentItemsets,
  nextEvents,
} from "../../../baskets/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, type Options, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { notesOf } from "../../output/figures.js";
import { holdings, lifeEvents, propensities } from "./holdings.js";

const itemsetOptions: Options = {
  basket: option("text", "the column of baskets or orders [basket]", "购物篮或订单列 [basket]"),
  item: option("text", "the column of items [item]", "商品列 [item]"),
  count: option("text", "a column of how many equal baskets a row stands for", "重复次数列"),
  minSupport: option("number", "the least share of baskets [0.01]", "最小支持度 [0.01]"),
  minCount: option("number", "the least number of baskets, instead", "最少购物篮数(代替支持度)"),
  maxLength: option("number", "the most items of a set", "项集的最大长度"),
  itemsets: renamed("kind", choice(["all", "closed", "maximal"], "which itemsets [all]", "项集类型 [all]")),
  maxItemsets: option("number", "more sets than that are refused", "项集数量上限"),
  groups: option("table", "a file that puts items into groups: item, group", "商品分组文件:item、group"),
  groupsBeside: option("flag", "groups beside their items, instead of them", "分组与商品并存"),
};

interface Asked extends FrequentItemsetsOptions {
  readonly groups?: Table;
  readonly groupsBeside?: boolean;
}

function found(rows: Table, { groups, groupsBeside, minSupport, minCount, ...others }: Asked) {
  const least = minSupport === undefined && minCount === undefined ? { minSupport: 0.01 } : {};
  return frequentItemsets(rows, {
    ...others,
    ...least,
    ...(minSupport === undefined ? {} : { minSupport }),
    ...(minCount === undefined ? {} : { minCount }),
    ...(groups === undefined ? {} : { hierarchy: { groups, as: groupsBeside === true ? "beside" : "replace" } }),
  });
}

const itemsets: Analysis = {
  help: bothLanguages("what is bought together, by support", "频繁项集"),
  options: itemsetOptions,
  run: async ({ read, values }) => {
    const sets = found(await read(), await values());
    return { table: sets.table(), picture: sets, after: notesOf(sets.truncated?.reason) };
  },
};

const rules: Analysis = {
  help: bothLanguages("if this, then that: confidence, lift, significance", "关联规则:置信度、提升度、显著性"),
  options: {
    ...itemsetOptions,
    minConfidence: option("number", "the least confidence [0.1]", "最小置信度 [0.1]"),
    consequent: choice(["single", "any"], "what may follow [single]", "后项 [single]"),
    redundant: choice(["keep", "drop"], "rules that say no more than a shorter one [keep]", "冗余规则 [keep]"),
  },
  run: async ({ read, values }) => {
    const rows = await read();
    const {
      minConfidence = 0.1,
      consequent,
      redundant,
      ...asked
    } = await values<Asked & Partial<AssociationRulesOptions>>();
    const sets = found(rows, asked);
    const mined = associationRules(sets, {
      minConfidence,
      ...(consequent === undefined ? {} : { consequent }),
      ...(redundant === undefined ? {} : { redundant }),
    });
    return { table: mined, after: notesOf(sets.truncated?.reason) };
  },
};

const next: Analysis = {
  help: bothLanguages("what follows what, and after how long", "接下来购买什么、间隔多久"),
  options: {
    customer: option("text", "the column of customers [customer]", "客户列 [customer]"),
    event: option("text", "the column of events or products [event]", "事件或产品列 [event]"),
    time: option("text", "the column of times [date]", "时间列 [date]"),
    dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the time column count", "时间列中数字的单位"),
    within: option("number", "days within which it has to follow", "须在多少天内发生"),
    minCount: option("number", "how often at least", "最少次数"),
  },
  run: async ({ read, values }) => ({ table: nextEvents(await read(), await values()) }),
};

/** What is bought together, and what comes next. */
export const baskets: Command = {
  itemsets,
  rules,
  holdings,
  next,
  propensity: propensities,
  "life-events": lifeEvents,
};
