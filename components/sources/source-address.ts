/** Where events are sent to. Publishers with an API key share one address; a webhook source has its own. */
export function addressOf(
  publicUrl: string,
  { preset, key }: { readonly preset: string; readonly key: string },
): string {
  return new URL(preset === "native" ? "/api/v1/events" : `/api/webhooks/${key}`, publicUrl).href;
}

/** Whether an address leads to the machine that it is used on, so that no service on the internet can reach it. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || /^127\.[\d.]+$|^\[::1\]$/.test(hostname)
  );
}
