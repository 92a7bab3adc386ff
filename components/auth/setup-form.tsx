"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTRPC } from "#components/trpc/client.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError, invalidProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { type FirstAdminInput, firstAdminInput, MIN_PASSWORD_CHARACTERS } from "#schemas/first-admin.ts";
import { signIn } from "./session.ts";

/** Makes the first admin with the set-up link's token, and signs them in. */
export function SetUpForm({ token }: { readonly token: string }) {
  const trpc = useTRPC();
  const setUp = useMutation(trpc.session.setUp.mutationOptions());
  // Without default values the fields keep what was typed before React took over.
  const form = useForm<FirstAdminInput>({ resolver: zodResolver(firstAdminInput) });
  const isHydrated = useHydrated();
  const submit = form.handleSubmit(async (admin) => {
    try {
      await setUp.mutateAsync({ ...admin, token });
    } catch {
      return;
    }
    const result = await signIn(admin.email, admin.password);
    window.location.assign(result.outcome === "signed_in" ? "/events" : "/sign-in");
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field id="name" label="Name" error={errors.name?.message}>
        <Input
          id="name"
          autoComplete="name"
          {...invalidProps("name", errors.name?.message)}
          {...form.register("name")}
        />
      </Field>
      <Field id="email" label="E-mail address" error={errors.email?.message}>
        <Input
          id="email"
          type="email"
          autoComplete="username"
          {...invalidProps("email", errors.email?.message)}
          {...form.register("email")}
        />
      </Field>
      <Field
        id="password"
        label="Password"
        hint={`At least ${MIN_PASSWORD_CHARACTERS} characters.`}
        error={errors.password?.message}
      >
        <Input
          id="password"
          type="password"
          autoComplete="new-password"
          {...invalidProps("password", errors.password?.message)}
          {...form.register("password")}
        />
      </Field>
      <div role="alert">{setUp.error ? <FieldError message={setUp.error.message} /> : null}</div>
      <Button type="submit" variant="primary" disabled={isSubmitting || !isHydrated}>
        {isSubmitting ? "Creating the account…" : "Create the admin account"}
      </Button>
    </form>
  );
}
