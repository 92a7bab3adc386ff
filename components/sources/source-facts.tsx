import Link from "next/link";
import { CopyButton } from "#components/identity/copy-button.tsx";
import { Facts, Section } from "#components/ui/section.tsx";
import { presetTitle } from "./preset-names.ts";
import type { SourceRow } from "./rows.ts";
import { SourceState } from "./source-state.tsx";

export function SourceFacts({ source, address }: { readonly source: SourceRow; readonly address: string }) {
  return (
    <Section title="Source">
      <Facts
        facts={[
          ["State", <SourceState key="state" row={source} />],
          ["Preset", presetTitle(source.preset)],
          [
            "Key",
            <span key="key" className="min-w-0 font-mono text-xs break-all">
              {source.key}
            </span>,
          ],
          [
            "Address",
            <span key="address" className="flex min-w-0 items-center gap-1">
              <span className="min-w-0 font-mono text-xs break-all">{address}</span>
              <CopyButton text={address} what="address" />
            </span>,
          ],
          [
            "Receipts",
            <Link key="receipts" href={`/receipts?source=${source.key}`} className="underline">
              Requests to this source
            </Link>,
          ],
        ]}
      />
    </Section>
  );
}
