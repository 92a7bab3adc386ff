import type { Metadata } from "next";
import { NewSourcePage } from "#components/sources/new-source-page.tsx";
import { publicUrlOfRequest } from "../public-url.ts";

export const metadata: Metadata = { title: "New source" };

export default async function Page() {
  return <NewSourcePage publicUrl={await publicUrlOfRequest()} />;
}
