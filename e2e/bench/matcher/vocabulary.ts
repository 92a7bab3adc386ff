const FAMILIES = [
  "invoice",
  "order",
  "payment",
  "client",
  "shipment",
  "refund",
  "subscription",
  "product",
  "cart",
  "ticket",
  "user",
  "account",
  "quote",
  "contract",
  "campaign",
  "lead",
  "warehouse",
  "supplier",
  "task",
  "workflow",
] as const;

const ACTIONS = [
  "created",
  "updated",
  "completed",
  "paid",
  "failed",
  "cancelled",
  "approved",
  "sent",
  "expired",
  "archived",
] as const;

/** Names of events, 200 of them. */
export const NAMES = ACTIONS.flatMap((action) => FAMILIES.map((family) => `${family}.${action}`));

export { ACTIONS, FAMILIES };

function numbered(count: number, nameOf: (number: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, number) => nameOf(number));
}

/** Fields with few values, by path. */
export const FEW_VALUES: Readonly<Record<string, readonly string[]>> = {
  "$.payload.status": ["open", "pending", "paid", "overdue", "void", "draft"],
  "$.payload.currency": ["EUR", "USD", "GBP", "CHF", "SEK", "JPY", "PLN", "NOK"],
  "$.payload.channel": ["web", "mobile", "phone", "partner", "import"],
  "$.payload.customer.region": ["eu-west", "us-east", "us-west", "eu-north", "apac", "latam", "mea"],
  "$.payload.customer.tier": ["standard", "plus", "enterprise"],
  "$.source.id": numbered(30, (number) => `integration-${number}`),
};

/** Fields with many values, by path. */
export const MANY_VALUES: Readonly<Record<string, readonly string[]>> = {
  "$.payload.customer.id": numbered(5_000, (number) => `cus_${(number * 7919).toString(36)}`),
  "$.payload.reference": numbered(20_000, (number) => `REF-${100_000 + number}`),
  "$.metadata.context.id": numbered(2_000, (number) => `client-${number}`),
  "$.payload.item.sku": numbered(3_000, (number) => `SKU-${(number * 31).toString(16).toUpperCase()}`),
};

/** Fields with numbers, by path, from 0 to the given one. */
export const NUMBERS: Readonly<Record<string, number>> = {
  "$.payload.amount": 10_000,
  "$.payload.item.quantity": 100,
  "$.payload.customer.orders": 500,
};

export const WORDS = numbered(
  400,
  (number) =>
    `${["ex", "tor", "mal", "ven", "sul"][number % 5]}${(number * 97).toString(36)}${number % 3 === 0 ? "ing" : "o"}`,
);

/** Fields with words, by path. */
export const TEXTS = ["$.payload.description", "$.payload.customer.email"] as const;
