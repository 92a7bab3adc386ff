import type { Metadata } from "next";
import { PatternPage } from "#components/patterns/pattern-page.tsx";

export const metadata: Metadata = { title: "Pattern" };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  return <PatternPage id={id} />;
}
