import { createServer } from "node:http";
import ipaddr from "ipaddr.js";
import { request } from "undici";
import { describe, expect, test } from "vitest";
import { createOutbound, mayDial } from "./outbound.ts";

describe("addresses that may be dialled", () => {
  test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])("%s", (address) => {
    expect(mayDial(address, [])).toBe(true);
  });

  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback, IPv6", "::1"],
    ["private", "10.1.2.3"],
    ["private", "192.168.0.1"],
    ["private", "172.16.0.1"],
    ["unique local", "fd00::1"],
    ["link-local, where clouds keep their metadata", "169.254.169.254"],
    ["link-local, IPv6", "fe80::1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["unspecified", "0.0.0.0"],
    ["an IPv4 address inside an IPv6 one", "::ffff:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["6to4", "2002:7f00:1::"],
    ["a cloud's own service", "168.63.129.16"],
    ["multicast", "224.0.0.1"],
    ["broadcast", "255.255.255.255"],
  ])("not: %s (%s)", (_, address) => {
    expect(mayDial(address, [])).toBe(false);
  });

  test("a private address that the operator allows, and its neighbours not", () => {
    const allowed = [ipaddr.parseCIDR("10.1.0.0/16")];
    expect(mayDial("10.1.2.3", allowed)).toBe(true);
    expect(mayDial("10.2.2.3", allowed)).toBe(false);
  });
});

describe("a call", () => {
  test.each(["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "017700000001"])(
    "to http://%s is refused before a connection is made",
    async (host) => {
      let connections = 0;
      const server = createServer((_, response) => response.end());
      server.on("connection", () => (connections += 1));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const outbound = createOutbound([]);
      await expect(request(`http://${host}:${port}/`, { dispatcher: outbound.dispatcher })).rejects.toThrow(
        /not public/,
      );
      expect(connections).toBe(0);
      await outbound.close();
      server.close();
    },
  );
});
