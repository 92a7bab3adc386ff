import { lookup } from "node:dns";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, type Dispatcher } from "undici";

/** Long enough for TLS across the world; a target that needs longer is as good as down. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Public by their numbers, and reachable from inside a cloud alone: Azure's host service. */
const CLOUD_INTERNAL = new Set(["168.63.129.16"]);

/** Raised instead of dialling an address that outbound calls may not reach. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";

  constructor(address: string) {
    super(
      `The address ${address} is not public, and calls to it are refused. The operator allows networks by TIDINGS_OUTBOUND_ALLOW.`,
    );
  }
}

/** How workflows reach the outside. */
export interface Outbound {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/**
 * A connection pool that dials public addresses alone, and those of `allow` (CIDRs). What is checked is the
 * address that is dialled, after the name was resolved, so a name that resolves differently the second time gains
 * nothing (SSRF). Redirects are not followed.
 */
export function createOutbound(allow: readonly string[]): Outbound {
  const networks = allow.map((cidr) => ipaddr.parseCIDR(cidr));
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: vettedLookup(networks) });
  const dispatcher = new Agent({
    connect(options, callback) {
      // A host that is an address already is never looked up, so it is vetted here.
      const host = options.hostname.replace(/^\[|\]$/g, "");
      if (ipaddr.isValid(host) && !mayDial(host, networks)) return callback(new AddressRefused(host), null);
      connect(options, callback);
    },
  });
  return { dispatcher, close: () => dispatcher.close() };
}

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Public unicast, or allowed. An IPv6 address that wraps an IPv4 one is judged by that one. */
export function mayDial(address: string, allowed: readonly Network[]): boolean {
  const parsed = ipaddr.process(address);
  const isAllowed = allowed.some((network) => network[0].kind() === parsed.kind() && parsed.match(network));
  return isAllowed || (parsed.range() === "unicast" && !CLOUD_INTERNAL.has(parsed.toString()));
}

function vettedLookup(networks: readonly Network[]) {
  return (
    hostname: string,
    _options: unknown,
    callback: (error: Error | null, addresses: { address: string; family: number }[]) => void,
  ) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const dialable = addresses.filter(({ address }) => mayDial(address, networks));
      if (dialable.length === 0) return callback(new AddressRefused(addresses[0]?.address ?? hostname), []);
      callback(null, dialable);
    });
  };
}
