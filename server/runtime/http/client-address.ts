import ipaddr from "ipaddr.js";

/** Enough for any chain of proxies that an operator would list. */
const MAX_HOPS = 16;

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * The address of whoever sent a request. Behind proxies that the operator trusts it is the last address of
 * `X-Forwarded-For` that is not one of theirs: what stands before it was written by the client, and proves nothing.
 *
 * @param forwardedFor the header, with addresses in the order in which the request passed them
 */
export function createClientAddress(
  trustedProxies: readonly string[],
): (peer: string | undefined, forwardedFor: string | undefined) => string | null {
  const networks = trustedProxies.map((cidr) => ipaddr.parseCIDR(cidr));
  return (peer, forwardedFor) => {
    if (peer === undefined) return null;
    if (networks.length === 0 || forwardedFor === undefined || !isTrusted(peer, networks)) return peer;
    const hops = forwardedFor
      .split(",")
      .slice(-MAX_HOPS)
      .map((hop) => hop.trim())
      .toReversed();
    const client = hops.find((hop) => !isTrusted(hop, networks)) ?? hops.at(-1);
    return client !== undefined && ipaddr.isValid(client) ? client : peer;
  };
}

function isTrusted(address: string, networks: readonly Network[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}
