import type { Metadata } from "next";
import { EventPage } from "#components/events/event-page.tsx";

export const metadata: Metadata = { title: "Event" };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function Page({ params }: PageProps) {
  const { id } = await params;
  return <EventPage id={id} />;
}
