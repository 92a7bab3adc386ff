/**
 * Who may import whom: the table in docs/architecture.md, as errors. Tests are free to reach anything: they prove
 * that the rooms work together.
 */
const TEST = "\\.(unit|int)\\.test\\.tsx?$";

const ROOMS = {
  schemas: "^schemas/",
  domain: "^server/domain/",
  db: "^db/",
  services: "^server/services/",
  doors: "^server/doors/",
  queues: "^server/queues/",
  api: "^server/api/",
  cli: "^server/cli/",
  runtime: "^server/runtime/",
  telemetry: "^server/telemetry/",
  env: "^server/env\\.ts$",
  workers: "^workers/",
  components: "^components/",
  app: "^app/",
  e2e: "^e2e/",
};

/** Rows of the table: a room, and the rooms that it may import beside itself. */
const MAY_IMPORT = {
  schemas: [],
  domain: ["schemas"],
  db: ["schemas"],
  services: ["schemas", "domain", "db", "telemetry"],
  doors: ["schemas", "services", "telemetry"],
  queues: ["schemas", "env", "telemetry"],
  api: ["schemas", "services", "runtime"],
  cli: ["schemas"],
  runtime: ["schemas", "db", "services", "doors", "queues", "telemetry", "env"],
  telemetry: [],
  env: [],
  workers: ["schemas", "services", "doors", "queues", "runtime", "env"],
  components: ["schemas"],
  app: ["schemas", "components", "api", "doors", "runtime"],
};

function roomRule([room, others]) {
  const allowed = [room, ...others].map((name) => ROOMS[name]);
  const refused = Object.values(ROOMS).filter((path) => !allowed.includes(path));
  return {
    name: `${room}-imports`,
    comment: `${room} may import ${others.join(", ") || "nothing but itself"}.`,
    severity: "error",
    from: { path: ROOMS[room], pathNot: TEST },
    to: room === "components" ? { path: refused, pathNot: "^server/api/root\\.ts$" } : { path: refused },
  };
}

/** Packages that live in few rooms only. */
const HOMES = [
  { packages: ["drizzle-orm", "postgres"], rooms: ["db", "runtime"] },
  { packages: ["pg"], rooms: ["queues", "runtime"] },
  { packages: ["rate-limiter-flexible"], rooms: ["runtime"] },
  { packages: ["bullmq", "ioredis"], rooms: ["queues", "workers", "runtime"] },
  { packages: ["@trpc"], rooms: ["api", "components"] },
  { packages: ["commander"], rooms: ["cli"] },
  {
    packages: ["next", "react", "react-dom"],
    rooms: ["app", "components"],
    also: "^server/runtime/main/server\\.ts$",
  },
  { packages: ["ajv"], also: "^server/domain/validation/" },
];

function homeRule({ packages, rooms = [], also }) {
  const homes = [...rooms.map((room) => ROOMS[room]), ...(also ? [also] : [])];
  return {
    name: `${packages[0]}-home`,
    comment: `${packages.join(", ")}: only in ${[...rooms, ...(also ? [also] : [])].join(", ")}.`,
    severity: "error",
    from: { path: "^(app|components|db|schemas|server|workers)/", pathNot: [...homes, TEST] },
    to: { path: packages.map((name) => `node_modules/${name}/`) },
  };
}

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(roomRule),
    ...HOMES.map(homeRule),
    {
      name: "components-api-types-only",
      comment: "Components know the API by its types alone.",
      severity: "error",
      from: { path: ROOMS.components },
      to: { path: ROOMS.api, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-rooms",
      comment: "schemas and domain do no I/O: nothing of Node.",
      severity: "error",
      from: { path: [ROOMS.schemas, ROOMS.domain], pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next|^\\.tidings" },
    parser: "swc",
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
