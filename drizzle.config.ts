import { defineConfig } from "drizzle-kit";

/** For `npm run db:generate` alone: it writes SQL files, which are read and completed by hand before they are kept. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
});
