import type { Envelope } from "#schemas/envelope.ts";
import type { Random } from "./random.ts";
import { FEW_VALUES, MANY_VALUES, NAMES, NUMBERS, WORDS } from "./vocabulary.ts";

/** Words of an event's description: with the rest 300 to 2 000 bytes. */
const FEWEST_WORDS = 4;
const MOST_WORDS = 220;

/** Fields that events leave out now and then. */
const LEFT_OUT = 0.1;

/** Business events as they come out of JSON.parse, of 300 to 2 000 bytes; names and values are distributed like Zipf's. */
export function generateEvents(random: Random, count: number): Envelope[] {
  return Array.from({ length: count }, (_, number) => generateEvent(random, number));
}

function generateEvent(random: Random, number: number): Envelope {
  const value = (path: string) => random.pickZipf(FEW_VALUES[path] ?? MANY_VALUES[path] ?? []);
  const amountOf = (path: string) => Math.round((NUMBERS[path] ?? 0) * random.next() ** 3 * 100) / 100;
  const maybe = <Value>(make: () => Value) => (random.chance(LEFT_OUT) ? undefined : make());
  const words = FEWEST_WORDS + Math.floor((MOST_WORDS - FEWEST_WORDS) * random.next() ** 2);
  const name = random.pickZipf(NAMES);
  const [family = ""] = name.split(".");
  const event = {
    eventId: `evt-${number}`,
    pattern: name,
    version: "1.0",
    source: { type: "integration", id: value("$.source.id") },
    timestamp: new Date(1_710_000_000_000 + number * 1_000).toISOString(),
    payload: {
      [`${family}Id`]: `${family}_${number}`,
      status: maybe(() => value("$.payload.status")),
      amount: maybe(() => amountOf("$.payload.amount")),
      currency: value("$.payload.currency"),
      channel: maybe(() => value("$.payload.channel")),
      reference: value("$.payload.reference"),
      customer: {
        id: value("$.payload.customer.id"),
        email: `${random.pick(WORDS)}.${random.pick(WORDS)}@example.com`,
        region: value("$.payload.customer.region"),
        tier: value("$.payload.customer.tier"),
        orders: Math.round(amountOf("$.payload.customer.orders")),
      },
      item: maybe(() => ({
        sku: value("$.payload.item.sku"),
        quantity: Math.round(amountOf("$.payload.item.quantity")),
      })),
      description: Array.from({ length: words }, () => random.pickZipf(WORDS)).join(" "),
    },
    metadata: {
      correlationId: `corr-${number}`,
      context: { type: "client", id: value("$.metadata.context.id") },
    },
  };
  const parsed: Envelope = JSON.parse(JSON.stringify(event));
  return parsed;
}
