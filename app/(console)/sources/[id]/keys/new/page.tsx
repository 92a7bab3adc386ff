import type { Metadata } from "next";
import { NewKeyPage } from "#components/api-keys/new-key-page.tsx";
import { publicUrlOfRequest } from "../../../public-url.ts";

export const metadata: Metadata = { title: "New key" };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  return <NewKeyPage sourceId={id} publicUrl={await publicUrlOfRequest()} />;
}
