/** What programs and clerks write where there is no value, in lower case. */
const words = /* @__PURE__ */ new Set([
  ...["na", "n/a", "n.a", "n.a.", "<na>", "#n/a", "#na", "null", "(null)", "<null>", "nil", "none", "nan"],
  ...["undefined", "missing", "unknown", "(blank)", "(empty)", "(none)", "not available", "nat", "\\n", ".", "..."],
  ...[
    "#value!",
    "#ref!",
    "#div/0!",
    "#name?",
    "#num!",
    "#null!",
    "#error!",
    "#bezug!",
    "#wert!",
    "#nv",
    "k.a.",
    "k. a.",
  ],
  ...[
    "keine angabe",
    "n.d.",
    "n/d",
    "s/d",
    "n.c.",
    "nc",
    "brak",
    "无",
    "無",
    "空",
    "未知",
    "暂无",
    "无数据",
    "なし",
    "없음",
  ],
  ...["нет", "н/д"],
]);

/** Whether a text is one that is usually written where there is no value: `N/A`, `NULL`, `-`, `#REF!`, 无. */
export function isMissingWord(given: string): boolean {
  const text = given.trim();
  return text.length <= 16 && (words.has(text.toLowerCase()) || /^(?:[-‐–—_]+|\?+|\*+)$/u.test(text));
}
