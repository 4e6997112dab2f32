/** What a column can be in an order file. */
export type Role = "customer" | "date" | "amount" | "quantity" | "price" | "order";

/** Words of a role: whole names, words that speak for it, and words that speak against it. */
export interface RoleWords {
  /** Names, in lower case with single blanks between words. */
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly against: readonly string[];
}

/** The words of each role in English, Chinese, German, French and Spanish. */
export const roleWords: Readonly<Record<Role, RoleWords>> = {
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

/** A name in lower case with one blank between its words: `CustomerID`, `customer_id` and `Customer-ID` alike. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether a plain name holds a word; Chinese writes no blanks between words. */
export function holdsWord(plain: string, word: string): boolean {
  return /\p{Script=Han}/u.test(word) ? plain.includes(word) : plain.split(" ").includes(word);
}
