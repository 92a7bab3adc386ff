import { defineConfig } from "vitest/config";

/** Two cores: more files at once only make each other late. */
const MOST_WORKERS = 2;

const EVERYWHERE = ["**/node_modules/**", "**/.next/**", "**/.tidings/**"];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: MOST_WORKERS,
    projects: [
      {
        test: { name: "unit", include: ["**/*.unit.test.ts", "**/*.unit.test.tsx"], exclude: EVERYWHERE },
      },
      {
        test: {
          name: "int",
          include: ["**/*.int.test.ts"],
          exclude: EVERYWHERE,
          globalSetup: ["e2e/support/int-stack.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "attacks",
          include: ["e2e/attacks/**/*.e2e.ts"],
          exclude: EVERYWHERE,
          globalSetup: ["e2e/attacks/support/attack-stack.ts"],
          // One file at a time: what one does to the server must not look like what another does.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "chaos",
          include: ["e2e/chaos/**/*.e2e.ts"],
          exclude: EVERYWHERE,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
