import { randomUUID } from "node:crypto";

/** Members of an envelope as JSON text, so that they may be what `JSON.stringify` would never write. */
export type Members = Readonly<Record<string, string>>;

/** An event's JSON text, valid but for what `difference` says. */
export function envelope(difference: Members = {}): string {
  return objectText({
    eventId: JSON.stringify(`attack_${randomUUID()}`),
    pattern: '"attack.tried"',
    version: '"1.0"',
    source: '{"type":"external","id":"attacker"}',
    timestamp: '"2024-03-15T10:00:00Z"',
    payload: "{}",
    ...difference,
  });
}

/** A CloudEvent's JSON text. */
export function cloudEvent(difference: Members = {}): string {
  return objectText({
    specversion: '"1.0"',
    id: JSON.stringify(`attack_${randomUUID()}`),
    type: '"attack.tried"',
    source: '"/external/attacker"',
    time: '"2024-03-15T10:00:00Z"',
    data: "{}",
    ...difference,
  });
}

export function withPayload(payload: string): string {
  return envelope({ payload });
}

/** One event of a list, as the mapping of the source `list` reads it. */
export function listed(difference: Members = {}): string {
  return objectText({ id: JSON.stringify(randomUUID()), ...difference });
}

export function array(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

export function list(items: readonly string[]): string {
  return `{"events":${array(items)}}`;
}

export function lines(items: readonly string[]): string {
  return items.join("\n");
}

/** Containers inside each other, as many as are said, counting the object around them all. */
export function nested(levels: number): string {
  return `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;
}

/** An object of as many bytes as are said. */
export function objectOfBytes(bytes: number): string {
  return `{"a":"${"x".repeat(bytes - '{"a":""}'.length)}"}`;
}

/** A valid envelope of as many bytes as are said. */
export function envelopeOfBytes(bytes: number): string {
  const empty = withPayload('{"a":""}');
  return withPayload(`{"a":"${"x".repeat(bytes - empty.length)}"}`);
}

export function times<Made>(count: number, make: (index: number) => Made): Made[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function objectText(members: Members): string {
  return `{${Object.entries(members)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(",")}}`;
}
