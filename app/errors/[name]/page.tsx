import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isProblemName, problemTitle } from "#schemas/problem.ts";
import { PROBLEM_HELP } from "#schemas/problem-help.ts";

interface Props {
  readonly params: Promise<{ readonly name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: isProblemName(name) ? problemTitle(name) : "No such problem" };
}

/** What a problem's `type` leads to (RFC 9457, section 3.1.1). Open to senders, who have no account. */
export default async function ProblemPage({ params }: Props) {
  const { name } = await params;
  if (!isProblemName(name)) notFound();
  const { cause, fix } = PROBLEM_HELP[name];
  return (
    <main className="mx-auto flex max-w-prose flex-col gap-5 px-6 py-16">
      <p className="font-mono text-muted text-xs">/errors/{name}</p>
      <h1 className="font-semibold text-xl">{problemTitle(name)}</h1>
      <section className="flex flex-col gap-1">
        <h2 className="font-semibold text-sm">Why</h2>
        <p>{cause}</p>
      </section>
      <section className="flex flex-col gap-1">
        <h2 className="font-semibold text-sm">What to do</h2>
        <p>{fix}</p>
      </section>
    </main>
  );
}
