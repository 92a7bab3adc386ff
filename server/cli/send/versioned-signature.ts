import { hmacDigest } from "./hmac-digest.ts";
import { type Signing, signed, type ToSign } from "./provider.ts";
import { unixSeconds } from "./time.ts";

/** Signs as Slack and Zoom do: `v0=<hex>` of `v0:<time>:<body>`, and the time, each in a header. */
export function signVersioned(
  { secret, body, at }: ToSign,
  headers: { readonly signature: string; readonly timestamp: string },
): Signing {
  const time = unixSeconds(at);
  const signature = `v0=${hmacDigest("sha256", secret, "hex", `v0:${time}:`, body)}`;
  return signed({ [headers.signature]: signature, [headers.timestamp]: `${time}` });
}
