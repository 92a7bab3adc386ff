import { Plus } from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "#components/ui/button.tsx";

/** Leads to the form of a new key. */
export function NewKey({ sourceId }: { readonly sourceId: string }) {
  return (
    <Link href={`/sources/${sourceId}/keys/new`} className={buttonStyle({ variant: "primary" })}>
      <Plus aria-hidden />
      New key
    </Link>
  );
}
