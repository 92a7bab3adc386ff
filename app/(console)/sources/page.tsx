import type { Metadata } from "next";
import { headers } from "next/headers";
import { SourcesPage } from "#components/sources/sources-page.tsx";
import { getRuntime } from "#server/runtime/runtime.ts";

export const metadata: Metadata = { title: "Sources" };

export default async function Page() {
  const { env } = await getRuntime();
  const host = (await headers()).get("host");
  return <SourcesPage publicUrl={env.TIDINGS_PUBLIC_URL ?? `http://${host}`} />;
}
