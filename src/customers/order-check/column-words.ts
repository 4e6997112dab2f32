import type { Role, RoleWords } from "./column-roles.js";
import { furtherColumnWords } from "./further-column-words.js";

/** The words of each role in English, Chinese, German, French and Spanish. */
const columnWords: Readonly<Record<Role, RoleWords>> = {
  customer: {
    names: [
      ...[
        "customer",
        "customer id",
        "customer no",
        "customer number",
        "customer key",
        "customer email",
        "cust",
        "cust id",
      ],
      ...["client", "client id", "user id", "member id", "account id", "buyer id", "donor id", "household id", "email"],
      ...[
        "客户",
        "客户编号",
        "客户id",
        "客户号",
        "客户代码",
        "会员编号",
        "会员号",
        "会员id",
        "用户id",
        "用户编号",
        "顾客编号",
      ],
      ...["kunde", "kundennummer", "kunden nr", "kundennr", "kunden id", "kundenid"],
      ...["numéro client", "id client", "code client", "cliente", "id cliente", "código cliente", "codigo cliente"],
    ],
    words: [
      ...[
        "customer",
        "customerid",
        "cust",
        "client",
        "user",
        "userid",
        "member",
        "buyer",
        "account",
        "donor",
        "donator",
      ],
      ...["email", "mail", "card", "household", "客户", "会员", "用户", "顾客", "买家", "kunde", "kunden", "cliente"],
    ],
    against: [
      ...["manager", "name", "type", "group", "segment", "since", "city", "country", "status", "age", "phone", "rep"],
      ...["owner", "agent", "address", "note", "notes", "tax", "accepts", "marketing", "姓名", "类型", "等级"],
    ],
  },
  date: {
    names: [
      ...[
        "date",
        "order date",
        "orderdate",
        "invoice date",
        "invoicedate",
        "purchase date",
        "transaction date",
        "timestamp",
      ],
      ...["created at", "ordered at", "order created at", "posting date", "day"],
      ...["日期", "订单日期", "下单日期", "下单时间", "订单时间", "交易日期", "购买日期", "消费日期"],
      ...["datum", "bestelldatum", "rechnungsdatum", "date commande", "date de commande", "fecha", "fecha de pedido"],
    ],
    words: [
      ...["date", "day", "time", "timestamp", "created", "ordered", "purchased", "placed", "when", "datum", "fecha"],
      ...["日期", "时间"],
    ],
    against: [
      ...["updated", "modified", "changed", "birth", "birthday", "due", "ship", "shipped", "shipping", "delivery"],
      ...[
        "delivered",
        "cancelled",
        "canceled",
        "refunded",
        "paid",
        "fulfilled",
        "closed",
        "due",
        "expiry",
        "registered",
      ],
      ...["signup", "生日", "注册", "发货", "更新"],
    ],
  },
  amount: {
    names: [
      ...[
        "amount",
        "total",
        "revenue",
        "sales",
        "order total",
        "order amount",
        "grand total",
        "total amount",
        "line total",
      ],
      ...["total price", "net amount", "sales value", "spend", "spent", "turnover", "dollars", "value", "subtotal"],
      ...["金额", "订单金额", "实付金额", "支付金额", "总金额", "消费金额", "销售额", "总价"],
      ...["betrag", "umsatz", "summe", "gesamtbetrag", "montant", "montant total", "importe", "importe total", "monto"],
    ],
    words: [
      ...["amount", "revenue", "total", "sales", "spend", "spent", "dollars", "dollar", "euro", "euros", "turnover"],
      ...["gross", "net", "value", "paid", "payment", "金额", "betrag", "umsatz", "montant", "importe", "monto"],
    ],
    against: [
      ...["tax", "vat", "shipping", "discount", "fee", "fees", "tip", "tips", "refund", "refunded", "cost", "profit"],
      ...["number", "no", "id", "nr", "count", "items", "quantity", "code", "method", "margin", "weight", "balance"],
      ...["运费", "税", "优惠", "折扣", "编号", "steuer", "versand", "rabatt", "taxe", "impuesto"],
    ],
  },
  quantity: {
    names: [
      ...["quantity", "qty", "units", "pieces", "item quantity", "lineitem quantity", "quantity purchased"],
      ...["数量", "件数", "menge", "anzahl", "quantité", "cantidad"],
    ],
    words: ["quantity", "qty", "units", "pieces", "数量", "件数", "menge", "anzahl", "quantité", "cantidad"],
    against: ["id", "refunded", "returned", "stock", "available"],
  },
  price: {
    names: [
      ...["price", "unit price", "unitprice", "item price", "lineitem price", "单价", "价格", "preis", "einzelpreis"],
      ...["stückpreis", "prix", "prix unitaire", "precio", "precio unitario"],
    ],
    words: ["price", "unitprice", "单价", "价格", "preis", "einzelpreis", "prix", "precio"],
    against: ["total", "tax", "discount", "compare", "list", "original", "cost"],
  },
  order: {
    names: [
      ...[
        "order",
        "order id",
        "order no",
        "order number",
        "order name",
        "invoice",
        "invoice no",
        "invoiceno",
        "invoice id",
      ],
      ...["invoice number", "transaction id", "receipt", "receipt id", "basket id", "bill no", "ticket", "document no"],
      ...["订单号", "订单编号", "订单id", "单号", "流水号", "bestellnummer", "auftragsnummer", "rechnungsnummer"],
      ...["numéro de commande", "numero commande", "número de pedido", "pedido", "factura"],
    ],
    words: [
      ...["order", "orderid", "invoice", "invoiceno", "transaction", "receipt", "basket", "ticket", "document", "订单"],
      ...["bestellung", "auftrag", "rechnung", "commande", "pedido", "factura"],
    ],
    against: [
      ...[
        "date",
        "total",
        "amount",
        "status",
        "type",
        "customer",
        "source",
        "name",
        "currency",
        "line",
        "time",
        "created",
      ],
      ...["日期", "金额", "状态", "时间"],
    ],
  },
};

/** The words of a role in all languages. */
export function wordsOf(role: Role): RoleWords {
  const [first, further] = [columnWords[role], furtherColumnWords[role]];
  return {
    names: [...first.names, ...further.names],
    words: [...first.words, ...further.words],
    against: [...first.against, ...further.against],
  };
}

/** Words with which a name still says its role, but another column says it better. */
const lesserWords: Readonly<Partial<Record<Role, readonly string[]>>> = {
  customer: ["email", "mail", "e", "メールアドレス", "이메일", "phone", "card", "手机号", "昵称", "휴대폰"],
  amount: [...["subtotal", "sub", "value", "line", "item", "商品", "小计", "小計", "상품"]],
};

/** Words of an id: with one of them a name says more than without. */
const idWords: readonly string[] = [
  ...["id", "no", "nr", "number", "num", "code", "key", "编号", "号", "代码", "編號", "番号", "コード", "번호", "코드"],
];

/** How much better or worse a name says its role than others that say it. */
export function degreeOf(role: Role, plain: string): number {
  const isLesser = lesserWords[role]?.some((word) => holdsWord(plain, word)) === true;
  const isId = (role === "customer" || role === "order") && idWords.some((word) => holdsWord(plain, word));
  return (isLesser ? -0.08 : 0) + (isId ? 0.05 : 0);
}

/** Parts of a name that say how an amount is taxed, not that it is a tax. */
const taxedWords = /* @__PURE__ */ new RegExp(
  "(?<=^|\\s)(?:inc|incl|including|inclusive|inkl|with|in|exc?|excl|excluding|exclusive|exkl|before|zzgl|without)" +
    "(?: of)? (?:tax|taxes|vat|gst|btw|mwst|ust|moms|iva|tva)(?=$|\\s)",
  "gu",
);

/** A name in lower case with one blank between its words: `CustomerID`, `customer_id` and `Customer-ID` alike. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(taxedWords, (words) => (/^(?:ex|before|zzgl|without)/u.test(words) ? "excl" : ""))
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether a plain name holds a word; Chinese, Japanese and Korean write no blanks between words. */
export function holdsWord(plain: string, word: string): boolean {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word)) {
    return plain.replaceAll(" ", "").includes(word.replaceAll(" ", ""));
  }
  return plain.split(" ").includes(word);
}

/** Whole words that German, Dutch and Swedish write as one: the kind of thing stands at the end, `Rechnungsdatum`. */
const compounds: Readonly<Partial<Record<Role, RegExp>>> = {
  customer: /^(?:kunden?|klant|debitor(?:en)?)(?:s?(?:nummer|nr|id|code|kennung))$/u,
  date: /^(?:rechnungs|bestell?|auftrags|kauf|buchungs|beleg|order|faktura|factuur|köp)(?:datum|zeit|tag|dag)$/u,
  amount:
    /^(?:rechnungs|bestell|auftrags|brutto|netto|gesamt|order|totaal|factuur)s?(?:betrag|summe|wert|bedrag|belopp)$/u,
  order: /^(?:rechnungs|bestell?|auftrags|beleg|order|factuur|faktura)(?:nummer|nr|id)$/u,
};

/** Whether a word of a plain name is a compound of a role. */
export function isCompound(role: Role, plain: string): boolean {
  return plain.split(" ").some((word) => compounds[role]?.test(word) === true);
}
