import type { Metadata } from "next";
import { SourcePage } from "#components/sources/source-page.tsx";
import { publicUrlOfRequest } from "../public-url.ts";

export const metadata: Metadata = { title: "Source" };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  return <SourcePage id={id} publicUrl={await publicUrlOfRequest()} />;
}
