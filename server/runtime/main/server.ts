import { fileURLToPath } from "node:url";
import next from "next";
import { requireEnv } from "../../env.ts";
import { ensureNativeSource } from "../../services/sources/ensure-native.ts";
import { createFirstAdminFromEnv } from "../first-admin-from-env.ts";
import { createHttpServer } from "../http/http-server.ts";
import { stopGracefully } from "../http/stop-gracefully.ts";
import { getRuntime } from "../runtime.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The server process: doors, tRPC and pages on one port. Started and restarted by the supervisor. */
const env = requireEnv(process.env);
const runtime = await getRuntime();
const { ctx } = runtime;
await ensureNativeSource({ ctx });
await createFirstAdminFromEnv(runtime);
const app = next({ dev: false, dir: root, hostname: env.HOST, port: env.PORT });
await app.prepare();
const server = createHttpServer(runtime, app.getRequestHandler());
server.listen(env.PORT, env.HOST, () => ctx.log.info({ port: env.PORT }, "listening"));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void stopGracefully(server, runtime).then(
      () => process.exit(0),
      (cause: unknown) => {
        ctx.log.error({ err: cause }, "stopping failed");
        process.exit(1);
      },
    );
  });
}
