/** Keeps half of a small machine's memory for everything else, and holds the hot part of a year's index. */
const SHARED_BUFFERS = "256MB";

/** Server, workers and queue hold about 60 at most; each idle one costs a few MB. */
const MAX_CONNECTIONS = 100;

/** The settings that the product relies on or that suit one small machine, as `postgres -c` arguments. */
export function postgresSettings({ port }: { port: number }): string[] {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: String(MAX_CONNECTIONS),
    shared_buffers: SHARED_BUFFERS,
    synchronous_commit: "on",
    wal_compression: "pglz",
    autovacuum_vacuum_insert_scale_factor: "0.01",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    log_checkpoints: "off",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
