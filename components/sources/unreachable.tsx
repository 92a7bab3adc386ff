import { TriangleAlert } from "lucide-react";
import { isLoopback } from "./source-address.ts";

interface UnreachableProps {
  readonly url: string;
  /** Null for senders that may well be on the same machine. */
  readonly provider: string | null;
}

/** What stands in the way of using an address that leads to one's own machine; nothing for any other. */
export function Unreachable({ url, provider }: UnreachableProps) {
  if (!isLoopback(url)) return null;
  return (
    <p className="mt-1 flex items-start gap-1.5 text-xs text-warning">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        {provider === null
          ? "Only programs on your own machine reach this address. For others, give"
          : `${provider} cannot reach this address: it leads to your own machine. Give`}{" "}
        Tidings a public one, in TIDINGS_PUBLIC_URL, or replace its beginning with that of a tunnel.
      </span>
    </p>
  );
}
