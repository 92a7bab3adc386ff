import type { Metadata } from "next";
import { SourcesPage } from "#components/sources/sources-page.tsx";
import { publicUrlOfRequest } from "./public-url.ts";

export const metadata: Metadata = { title: "Sources" };

export default async function Page() {
  return <SourcesPage publicUrl={await publicUrlOfRequest()} />;
}
