import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Frame } from "#components/frame/frame.tsx";
import { getRuntime } from "#server/runtime/runtime.ts";

/** Pages for people who are signed in. Procedures check again: this only decides what is drawn. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { auth } = await getRuntime();
  const actor = await auth.actorOf(await headers());
  if (actor === null) redirect("/sign-in");
  return <Frame person={{ email: actor.label, role: actor.role }}>{children}</Frame>;
}
