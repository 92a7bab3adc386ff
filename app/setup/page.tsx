import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "#components/auth/card.tsx";
import { SetUpForm } from "#components/auth/setup-form.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { setUpState } from "#server/api/set-up-state.ts";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

interface PageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}

export default async function SetUpPage({ searchParams }: PageProps) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const state = await setUpState(given);
  switch (state) {
    case "done":
      return (
        <AuthCard title="Already set up" text="The first admin exists, so this link has done its work.">
          <Link href="/sign-in" className={buttonStyle({ variant: "primary" })}>
            Sign in
          </Link>
        </AuthCard>
      );
    case "wrong_token":
      return (
        <AuthCard
          title="This link is not valid"
          text="Copy the whole set-up link from the server's output. It ends with a token of 43 characters."
        />
      );
    case "open":
      return (
        <AuthCard
          title="Create the first admin"
          text="This account may do everything. Others can be added later."
        >
          <SetUpForm token={given} />
        </AuthCard>
      );
  }
}
