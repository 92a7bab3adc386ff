import type { Metadata } from "next";
import { NewPatternPage } from "#components/patterns/new-pattern-page.tsx";

export const metadata: Metadata = { title: "New pattern" };

export default function Page() {
  return <NewPatternPage />;
}
