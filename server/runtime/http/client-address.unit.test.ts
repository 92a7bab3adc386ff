import { expect, test } from "vitest";
import { createClientAddress } from "./client-address.ts";

const behindProxies = createClientAddress(["10.0.0.0/8", "fd00::/8"]);

test.each([
  ["10.0.0.1", "203.0.113.7", "203.0.113.7"],
  ["10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7"],
  ["::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1"],
  ["fd00::1", "203.0.113.7", "203.0.113.7"],
  ["10.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
  ["10.0.0.1", "10.0.0.9, 10.0.0.2", "10.0.0.9"],
])("from the proxy %s with %j: %s", (peer, forwardedFor, client) => {
  expect(behindProxies(peer, forwardedFor)).toBe(client);
});

test.each([
  ["198.51.100.1", "203.0.113.7"],
  ["10.0.0.1", undefined],
  ["10.0.0.1", "unknown"],
  ["10.0.0.1", ""],
])("what nobody trusted wrote is not believed: from %s with %j it is the peer", (peer, forwardedFor) => {
  expect(behindProxies(peer, forwardedFor)).toBe(peer);
});

test("however much the client writes before its own address, that is the one", () => {
  const forged = Array.from({ length: 400 }, () => "203.0.113.7").join(", ");
  expect(behindProxies("10.0.0.1", `${forged}, 198.51.100.9`)).toBe("198.51.100.9");
  expect(behindProxies("10.0.0.1", `${forged}, 198.51.100.9, 10.0.0.2`)).toBe("198.51.100.9");
});

test("without trusted proxies the header means nothing", () => {
  expect(createClientAddress([])("10.0.0.1", "203.0.113.7")).toBe("10.0.0.1");
  expect(createClientAddress([])(undefined, "203.0.113.7")).toBeNull();
});
