import { z } from "zod";

/** NIST SP 800-63B asks for 8 at least; longer than 128 only costs hashing time. */
export const MIN_PASSWORD_CHARACTERS = 8;
export const MAX_PASSWORD_CHARACTERS = 128;

/** The account that the one-time set-up link makes. */
export const firstAdminInput = z.object({
  name: z.string().trim().min(1, "Give your name.").max(120, "Use at most 120 characters."),
  email: z.email("Give an e-mail address, such as ada@example.com.").trim().toLowerCase().max(254),
  password: z
    .string()
    .min(MIN_PASSWORD_CHARACTERS, `Use at least ${MIN_PASSWORD_CHARACTERS} characters.`)
    .max(MAX_PASSWORD_CHARACTERS, `Use at most ${MAX_PASSWORD_CHARACTERS} characters.`),
});
export type FirstAdminInput = z.infer<typeof firstAdminInput>;

export const setUpInput = firstAdminInput.extend({ token: z.string().max(200) });
