import type { Handshake, Scheme, SchemeTools } from "#server/doors/webhook/schemes/scheme.ts";
import { type SentRequest, toSigned } from "./scheme-contract.ts";

const SETTINGS = { toleranceSeconds: 300 };
const TOOLS: SchemeTools = {
  fetchText: () => Promise.reject(new Error("This scheme was not expected to fetch anything.")),
};

/** Whether a scheme finds the request signed with the secret, whenever that was: for examples of providers' docs. */
export async function isSignedWith(scheme: Scheme, request: SentRequest, secret: string): Promise<boolean> {
  const reading = await scheme.read(toSigned(request), SETTINGS, TOOLS);
  return reading.outcome === "claims" && reading.claim.matches(secret);
}

/** What a scheme answers to a request that came verified; null when it is an event. */
export async function handshakeOf(
  scheme: Scheme,
  request: SentRequest,
  secret = "any",
): Promise<Handshake | null> {
  return (await scheme.handshake?.(toSigned(request), secret, TOOLS)) ?? null;
}
