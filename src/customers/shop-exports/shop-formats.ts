/** The shops whose exports are read. */
export type Shop = "shopify" | "woocommerce" | "magento" | "amazon" | "stripe";

/** What becomes of the rows of an order in some state. */
export type OrderState = "counts" | "cancelled" | "unpaid" | "failed";

/** What an export of a shop holds where. Names are lists: the first that the table has is meant. */
export interface ShopFormat {
  /** Where to get the export. */
  readonly source: string;
  readonly order: readonly string[];
  /** The likeliest to name a customer first; a row without the first takes the next. */
  readonly customer: readonly string[];
  readonly date: readonly string[];
  /** Money of the whole line, before discounts. */
  readonly lineTotal: readonly string[];
  /** Of one piece; the money of the line is its product with the quantity. */
  readonly linePrice: readonly string[];
  /** Taken off the line, whatever its sign. */
  readonly lineDiscount: readonly string[];
  readonly quantity: readonly string[];
  readonly product: readonly string[];
  /** What the lines of an order come to after all discounts, without shipping and taxes on top. */
  readonly orderGoods: readonly string[];
  /** What the customer paid for the order. */
  readonly orderTotal: readonly string[];
  /** What of that went back. */
  readonly refunded: readonly string[];
  readonly currency: readonly string[];
  readonly status: readonly string[];
  /** A column with a date in it where the order was cancelled. */
  readonly cancelledAt: readonly string[];
  /** Column of true and false that says whether the money was taken. */
  readonly captured: readonly string[];
  /** States in lower case with blanks between words. */
  readonly states: Readonly<Record<string, OrderState>>;
  /** States in which all money of an order went back, where no column says how much. */
  readonly refundedStates: readonly string[];
}

const none: readonly string[] = [];

/** The exports by shop, after the columns that each shop documents. */
export const shopFormats: Readonly<Record<Shop, ShopFormat>> = {
  // help.shopify.com, "Exporting orders": a row a line item; what belongs to the order stands on its first row alone.
  shopify: {
    source: "Orders > Export > CSV for Excel or another spreadsheet program",
    order: ["Name"],
    customer: ["Email", "Phone", "Billing Phone", "Billing Name"],
    date: ["Created at"],
    lineTotal: none,
    linePrice: ["Lineitem price"],
    lineDiscount: ["Lineitem discount"],
    quantity: ["Lineitem quantity"],
    product: ["Lineitem sku", "Lineitem name"],
    orderGoods: ["Subtotal"],
    orderTotal: ["Total"],
    refunded: ["Refunded Amount"],
    currency: ["Currency"],
    status: ["Financial Status"],
    cancelledAt: ["Cancelled at"],
    captured: none,
    states: {
      paid: "counts",
      "partially paid": "counts",
      "partially refunded": "counts",
      refunded: "counts",
      pending: "unpaid",
      authorized: "unpaid",
      unpaid: "unpaid",
      expired: "unpaid",
      voided: "cancelled",
    },
    refundedStates: ["refunded"],
  },
  // woocommerce.com, "Order/Customer CSV Export": one row a line item; and the report of orders of WooCommerce itself.
  woocommerce: {
    source: "the extension Customer / Order / Coupon Export, format Default - One Row per Item, or Analytics > Orders",
    order: ["order_id", "order_number", "Order #", "Order ID", "Order Number"],
    customer: ["customer_email", "billing_email", "Email (Billing)", "customer_id", "Customer User Id", "Customer"],
    date: ["order_date", "date", "date_created", "Order Date"],
    lineTotal: ["item_total", "Item Total"],
    linePrice: ["item_price", "Item Cost"],
    lineDiscount: none,
    quantity: ["item_quantity", "Quantity"],
    product: ["item_sku", "SKU", "item_name", "Item Name"],
    orderGoods: ["Net Sales", "N. Revenue"],
    orderTotal: ["order_total", "Order Total Amount", "Order Total"],
    refunded: ["refunded_total", "Order Refund Amount"],
    currency: ["order_currency", "currency", "Order Currency"],
    status: ["status", "order_status", "Order Status"],
    cancelledAt: none,
    captured: none,
    states: {
      completed: "counts",
      processing: "counts",
      refunded: "counts",
      pending: "unpaid",
      "pending payment": "unpaid",
      "on hold": "unpaid",
      draft: "unpaid",
      "checkout draft": "unpaid",
      "auto draft": "unpaid",
      failed: "failed",
      cancelled: "cancelled",
      trash: "cancelled",
    },
    refundedStates: ["refunded"],
  },
  // experienceleague.adobe.com, "Orders": the grid, a row an order; or sales_order joined to sales_order_item.
  magento: {
    source: "Sales > Orders > Export, with the columns Customer Email and Total Refunded shown",
    order: ["increment_id", "ID", "Order #", "order_id", "entity_id"],
    customer: ["Customer Email", "customer_id", "Customer Name", "Bill-to Name"],
    date: ["Purchase Date", "created_at", "Purchased On"],
    lineTotal: ["base_row_total", "row_total"],
    linePrice: none,
    lineDiscount: ["base_discount_amount", "discount_amount"],
    quantity: ["qty_ordered", "qty"],
    product: ["sku", "Product Name"],
    orderGoods: none,
    orderTotal: ["Grand Total (Base)", "base_grand_total", "Grand Total (Purchased)", "grand_total", "G.T. (Base)"],
    refunded: ["base_total_refunded", "Total Refunded", "total_refunded"],
    currency: ["base_currency_code", "order_currency_code", "Currency"],
    status: ["Status", "state"],
    cancelledAt: none,
    captured: none,
    states: {
      complete: "counts",
      processing: "counts",
      closed: "counts",
      new: "unpaid",
      pending: "unpaid",
      "pending payment": "unpaid",
      "pending paypal": "unpaid",
      "payment review": "unpaid",
      "on hold": "unpaid",
      holded: "unpaid",
      "suspected fraud": "cancelled",
      fraud: "cancelled",
      canceled: "cancelled",
      cancelled: "cancelled",
    },
    refundedStates: ["closed"],
  },
  // sellercentral.amazon.com, "Order Report" and "All Orders Report": a row a line; amounts are of all its pieces.
  amazon: {
    source: "Seller Central > Orders > Order Reports (the report of all orders does not say who bought)",
    order: ["amazon-order-id", "order-id"],
    customer: ["buyer-email", "buyer-identifier", "buyer-phone-number", "buyer-name"],
    date: ["purchase-date"],
    lineTotal: ["item-price"],
    linePrice: none,
    lineDiscount: ["item-promotion-discount"],
    quantity: ["quantity", "quantity-purchased", "quantity-shipped"],
    product: ["sku", "asin"],
    orderGoods: none,
    orderTotal: none,
    refunded: none,
    currency: ["currency"],
    status: ["item-status", "order-status"],
    cancelledAt: none,
    captured: none,
    states: {
      shipped: "counts",
      shipping: "counts",
      unshipped: "counts",
      "partially shipped": "counts",
      complete: "counts",
      pending: "unpaid",
      "pending availability": "unpaid",
      cancelled: "cancelled",
      canceled: "cancelled",
      unfulfillable: "cancelled",
    },
    refundedStates: none,
  },
  // docs.stripe.com, "Exports": a row a payment, failed ones too.
  stripe: {
    source: "Payments > Export, with the columns Customer ID and Amount Refunded",
    order: ["id", "PaymentIntent ID"],
    customer: ["Customer ID", "Customer Email", "customer_id", "customer_email"],
    date: ["Created date (UTC)", "Created (UTC)", "created"],
    lineTotal: none,
    linePrice: none,
    lineDiscount: none,
    quantity: none,
    product: none,
    orderGoods: none,
    orderTotal: ["Converted Amount", "Amount", "amount"],
    refunded: ["Converted Amount Refunded", "Amount Refunded", "amount_refunded"],
    currency: ["Converted Currency", "Currency", "currency"],
    status: ["Status", "status"],
    cancelledAt: none,
    captured: ["Captured", "captured"],
    states: {
      paid: "counts",
      succeeded: "counts",
      refunded: "counts",
      "partially refunded": "counts",
      "partial refund": "counts",
      disputed: "counts",
      pending: "unpaid",
      processing: "unpaid",
      incomplete: "unpaid",
      uncaptured: "unpaid",
      "requires payment method": "unpaid",
      "requires confirmation": "unpaid",
      "requires action": "unpaid",
      "requires capture": "unpaid",
      failed: "failed",
      blocked: "failed",
      canceled: "cancelled",
      cancelled: "cancelled",
    },
    refundedStates: ["refunded"],
  },
};
