import { describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { ROLES } from "#schemas/role.ts";
import { PermissionDenied } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { changeSchemaSubject } from "./change-subject.ts";
import { checkSchema } from "./check.ts";
import { deleteSchema } from "./delete.ts";
import { findDocument } from "./find-document.ts";
import { getSchema } from "./get.ts";
import { getSchemaSubject } from "./get-subject.ts";
import { getInstallationCompatibility, setInstallationCompatibility } from "./installation-compatibility.ts";
import { listSubjectNames } from "./list-subject-names.ts";
import { listSchemaSubjects } from "./list-subjects.ts";
import { registerNextSchema, registerSchema } from "./register.ts";

const stack = sharedRuntime();

const TOTAL = '{ "type": "object", "properties": { "total": { "type": "number" } }, "required": ["total"] }';
/** Says less: whatever was valid stays valid. */
const LOOSER = '{ "type": "object", "properties": { "total": { "type": "number" } } }';
const STRICTER =
  '{ "type": "object", "properties": { "total": { "type": "number", "minimum": 0 } }, "required": ["total"] }';

async function register(pattern: string, version: string, document: string, more: object = {}) {
  return await registerSchema({ ctx: stack.ctx, input: { pattern, version, document, ...more } });
}

async function subjectOf(pattern: string) {
  const found = await getSchemaSubject({ ctx: stack.ctx, input: { pattern } });
  if (found.outcome !== "found") throw new Error(found.outcome);
  return found.subject;
}

async function audited(pattern: string) {
  return await stack.ctx.db.sql`
    select action, actor_label as actor, before, after from audit_entries
    where entity_type = 'schema' and entity_id = ${pattern} order by id`;
}

describe("registering", () => {
  test("keeps the document as it is, makes the first version the default, and leaves an audit entry", async () => {
    const result = await register("order.created", "1.0", TOTAL);
    expect(result).toMatchObject({ outcome: "registered", version: "1.0", number: 1, warnings: [] });
    const found = await getSchema({ ctx: stack.ctx, input: { pattern: "order.created", version: "1.0" } });
    expect(found).toMatchObject({
      outcome: "found",
      schema: { document: TOTAL, dialect: "2020-12", authorLabel: "admin@example.com", deletedAt: null },
    });
    expect(await subjectOf("order.created")).toMatchObject({
      compatibility: "backward",
      ownCompatibility: null,
      defaultVersion: "1.0",
    });
    expect(await audited("order.created")).toMatchObject([
      {
        action: "schema.registered",
        actor: "admin@example.com",
        before: null,
        after: { version: "1.0", number: 1 },
      },
    ]);
  });

  test("the same document again, however it is written, changes nothing", async () => {
    const first = await register("same", "1.0", '{"type":"object","required":["a"]}');
    const again = await register("same", "1.0", '{ "required": ["a"], "type": "object" }');
    if (first.outcome !== "registered" || again.outcome !== "unchanged") throw new Error(again.outcome);
    expect(again.id).toBe(first.id);
    expect(await audited("same")).toHaveLength(1);
  });

  test("another document under a version is refused, also when the version was deleted", async () => {
    await register("taken", "1.0", TOTAL);
    expect(await register("taken", "1.0", LOOSER)).toEqual({ outcome: "version_taken" });
    await deleteSchema({ ctx: stack.ctx, input: { pattern: "taken", version: "1.0" } });
    expect(await register("taken", "1.0", LOOSER)).toEqual({ outcome: "version_taken" });
  });

  test.each([
    ["no JSON", "{", ""],
    ["a type that there is not", '{"properties":{"a":{"type":"strnig"}}}', "/properties/a/type"],
    ["a reference to elsewhere", '{"$ref":"https://example.com/x.json"}', "/$ref"],
    ["a reference to itself", '{"$ref":"#"}', ""],
    ["a regular expression that looks around", '{"pattern":"(?=a)b"}', "/pattern"],
    ["a dialect that is not known", '{"$schema":"https://example.com/mine"}', "/$schema"],
  ])("%s is refused, and the pointer says where", async (_, document, pointer) => {
    const result = await register("invalid", "1.0", document);
    if (result.outcome !== "invalid_schema") throw new Error(result.outcome);
    expect(result.issues[0]?.pointer).toContain(pointer);
    expect(result.issues[0]?.message).toMatch(/\.$/);
  });

  test("at the next free version, for clients that know no versions", async () => {
    const next = async (document: string) =>
      await registerNextSchema({ ctx: stack.ctx, input: { pattern: "next", document } });
    await register("next", "2.0", TOTAL);
    expect(await next(TOTAL)).toMatchObject({ outcome: "unchanged", version: "2.0", number: 1 });
    expect(await next(LOOSER)).toMatchObject({ outcome: "registered", version: "3.0", number: 2 });
    expect(await next(LOOSER)).toMatchObject({ outcome: "unchanged", version: "3.0" });
  });

  test("forty at once, of two documents: each is there once, and numbers have no gaps", async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        registerNextSchema({
          ctx: stack.ctx,
          input: {
            pattern: "crowd",
            document: index % 2 === 0 ? LOOSER : '{"type":"object"}',
            allowUnknown: true,
          },
        }),
      ),
    );
    const { schemas } = await subjectOf("crowd");
    expect(schemas.map(({ number, version }) => [number, version])).toEqual(
      schemas.map((_, index) => [index + 1, `${index + 1}.0`]),
    );
    expect(new Set(schemas.map(({ fingerprint }) => fingerprint)).size).toBe(schemas.length);
    expect(results.filter(({ outcome }) => outcome === "registered")).toHaveLength(schemas.length);
    expect(
      results.every(({ outcome }) => ["registered", "unchanged", "incompatible"].includes(outcome)),
    ).toBe(true);
  });

  test("two documents under one version at once: one is registered, the other one refused", async () => {
    await setMode("race", "none");
    const results = await Promise.all([register("race", "1.0", TOTAL), register("race", "1.0", LOOSER)]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["registered", "version_taken"]);
  });

  test("rolls back when its audit entry cannot be written", async () => {
    const actor = { ...stack.ctx.actor, label: "x".repeat(300) };
    const input = { pattern: "unaudited", version: "1.0", document: TOTAL };
    await expect(registerSchema({ ctx: { ...stack.ctx, actor }, input })).rejects.toThrow();
    const failing: ActorCtx = { ...stack.ctx, newId: () => "no uuid" };
    await expect(registerSchema({ ctx: failing, input })).rejects.toThrow();
    expect(await getSchemaSubject({ ctx: stack.ctx, input: { pattern: "unaudited" } })).toEqual({
      outcome: "not_found",
    });
  });
});

async function setMode(pattern: string, compatibility: string | null) {
  return await changeSchemaSubject({ ctx: stack.ctx, input: { pattern, compatibility } });
}

describe("a hostile schema is refused or bounded, and the next one is taken:", () => {
  const list = <Item>(length: number, item: (index: number) => Item) =>
    Array.from({ length }, (_, index) => item(index));
  const twice = (name: string) => ({ allOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });
  const doubling = Object.fromEntries(list(60, (index) => [`a${index}`, twice(`a${index + 1}`)] as const));

  test.each([
    ["5 MB", JSON.stringify({ description: "x".repeat(5_000_000) })],
    ["100 000 brackets", "[".repeat(100_000)],
    ["1 000 levels", `${'{"not":'.repeat(1_000)}{}${"}".repeat(1_000)}`],
    [
      "references that double sixty times",
      JSON.stringify({ $ref: "#/$defs/a0", $defs: { ...doubling, a60: {} } }),
    ],
    [
      "references that go round",
      JSON.stringify({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }),
    ],
    [
      "regular expressions that count high",
      JSON.stringify({ anyOf: list(1_000, (index) => ({ pattern: `(a{1,999}){1,${index}}` })) }),
    ],
    ["30 000 subschemas", JSON.stringify({ anyOf: list(30_000, () => ({})) })],
    ["$data", JSON.stringify({ properties: { a: { minimum: { $data: "1/b" } } } })],
    ["a reference to a file", JSON.stringify({ $ref: "file:///etc/passwd" })],
    [
      "members of objects' own",
      '{"properties":{"__proto__":{"type":"nothing"},"constructor":{"type":"strnig"}}}',
    ],
  ])("%s", async (name, document) => {
    const startedMs = performance.now();
    const result = await register(`hostile.${name.replaceAll(/\W/g, "")}`, "1.0", document);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(["invalid_schema", "registered"]).toContain(result.outcome);
    expect(await register(`control.${name.replaceAll(/\W/g, "")}`, "1.0", TOTAL)).toMatchObject({
      outcome: "registered",
    });
  });
});

describe("compatibility", () => {
  test("backward: a stricter schema is refused at the place that breaks, a looser one is taken", async () => {
    await register("backward", "1.0", TOTAL);
    const refused = await register("backward", "2.0", STRICTER);
    expect(refused).toMatchObject({
      outcome: "incompatible",
      mode: "backward",
      compatibility: { outcome: "incompatible", against: "1.0", keyword: "minimum" },
    });
    if (refused.outcome !== "incompatible") throw new Error(refused.outcome);
    expect(refused.compatibility.pointer).toContain("/properties/total");
    expect(await register("backward", "2.0", LOOSER)).toMatchObject({ outcome: "registered", number: 2 });
  });

  test("forward: the other way round", async () => {
    await setMode("forward", "forward");
    await register("forward", "1.0", TOTAL);
    expect(await register("forward", "2.0", LOOSER)).toMatchObject({ outcome: "incompatible" });
    expect(await register("forward", "2.0", STRICTER)).toMatchObject({ outcome: "registered" });
  });

  test("a mode that is not transitive looks at the newest version, a transitive one at all", async () => {
    const typed = (type: string) => `{"properties":{"a":{"type":${type}}}}`;
    for (const [pattern, mode] of [
      ["newest", "backward"],
      ["all", "backward_transitive"],
    ] as const) {
      await setMode(pattern, "none");
      await register(pattern, "1.0", typed('"string"'));
      await register(pattern, "2.0", typed('"integer"'));
      await setMode(pattern, mode);
    }
    expect(await register("newest", "3.0", typed('"number"'))).toMatchObject({ outcome: "registered" });
    expect(await register("all", "3.0", typed('"number"'))).toMatchObject({
      outcome: "incompatible",
      compatibility: { against: "1.0" },
    });
    expect(await register("all", "3.0", typed('["number","string"]'))).toMatchObject({
      outcome: "registered",
    });
  });

  test("what cannot be told is refused, unless that is allowed", async () => {
    const not = (text: string) => `{"not":{"pattern":"${text}"}}`;
    await register("unknown", "1.0", not("^a+$"));
    const refused = await register("unknown", "2.0", not("^b+$"));
    expect(refused).toMatchObject({
      outcome: "incompatible",
      compatibility: { outcome: "unknown", against: "1.0" },
    });
    expect(await register("unknown", "2.0", not("^b+$"), { allowUnknown: true })).toMatchObject({
      outcome: "registered",
    });
  });

  test("is told without registering, also with one version alone", async () => {
    await register("checked", "1.0", TOTAL);
    await register("checked", "2.0", LOOSER);
    const check = async (document: string, against?: string) =>
      await checkSchema({ ctx: stack.ctx, input: { pattern: "checked", document, against } });
    expect(await check(TOTAL)).toMatchObject({
      outcome: "checked",
      compatibility: { outcome: "incompatible" },
    });
    expect(await check(TOTAL, "1.0")).toMatchObject({
      outcome: "checked",
      compatibility: { outcome: "compatible" },
    });
    expect(await check(TOTAL, "9.0")).toEqual({ outcome: "not_found" });
    expect(await check("{")).toMatchObject({ outcome: "invalid_schema" });
    expect((await subjectOf("checked")).schemas).toHaveLength(2);
  });

  test("the installation's mode holds for names without one of their own", async () => {
    expect(await getInstallationCompatibility({ ctx: stack.ctx })).toBe("backward");
    await register("installed", "1.0", TOTAL);
    await setInstallationCompatibility({ ctx: stack.ctx, input: { compatibility: "none" } });
    expect(await register("installed", "2.0", STRICTER)).toMatchObject({ outcome: "registered" });
    expect(await setInstallationCompatibility({ ctx: stack.ctx, input: { compatibility: null } })).toBe(
      "none",
    );
    expect(await getInstallationCompatibility({ ctx: stack.ctx })).toBe("backward");
    expect(await audited("(installation)")).toHaveLength(2);
  });
});

describe("an event name's schemas", () => {
  test("change only where something changes, and leave an audit entry", async () => {
    await register("kept", "1.0", TOTAL);
    await register("kept", "2.0", LOOSER);
    const change = async (more: object) =>
      (await changeSchemaSubject({ ctx: stack.ctx, input: { pattern: "kept", ...more } })).outcome;
    expect(await change({ defaultVersion: "1.0" })).toBe("unchanged");
    expect(await change({ defaultVersion: "9.0" })).toBe("unknown_version");
    expect(await change({ defaultVersion: "2.0", compatibility: "full" })).toBe("changed");
    expect(await change({ compatibility: null })).toBe("changed");
    expect(await subjectOf("kept")).toMatchObject({ defaultVersion: "2.0", ownCompatibility: null });
    expect((await audited("kept")).slice(2)).toMatchObject([
      {
        action: "schema_subject.changed",
        before: { compatibility: null, defaultVersion: "1.0" },
        after: { compatibility: "full", defaultVersion: "2.0" },
      },
      { before: { compatibility: "full" }, after: { compatibility: null, defaultVersion: "2.0" } },
    ]);
  });

  test("are deleted one by one: the default passes to the newest that is left", async () => {
    await setMode("deleted", "none");
    for (const [version, document] of [
      ["1.0", TOTAL],
      ["2.0", LOOSER],
      ["3.0", STRICTER],
    ] as const) {
      await register("deleted", version, document);
    }
    const remove = async (version?: string) =>
      await deleteSchema({ ctx: stack.ctx, input: { pattern: "deleted", version } });
    expect(await remove("1.0")).toEqual({ outcome: "deleted", numbers: [1], defaultVersion: "3.0" });
    expect(await remove("1.0")).toEqual({ outcome: "not_found" });
    expect(await remove()).toEqual({ outcome: "deleted", numbers: [2, 3], defaultVersion: null });
    const read = await getSchema({ ctx: stack.ctx, input: { pattern: "deleted", version: "2.0" } });
    expect(read).toMatchObject({
      outcome: "found",
      schema: { document: LOOSER, deletedAt: expect.any(String) },
    });
    expect(await register("deleted", "2.0", LOOSER)).toMatchObject({ outcome: "restored", number: 2 });
    expect(await subjectOf("deleted")).toMatchObject({ defaultVersion: "2.0" });
  });

  test("are found by their document, and listed", async () => {
    await register("found", "1.0", TOTAL);
    const find = async (pattern: string, document: string) =>
      await findDocument({ ctx: stack.ctx, input: { pattern, document } });
    expect(await find("found", JSON.stringify(JSON.parse(TOTAL)))).toMatchObject({
      outcome: "found",
      version: "1.0",
    });
    expect(await find("found", LOOSER)).toEqual({ outcome: "not_found" });
    expect(await find("nowhere", LOOSER)).toEqual({ outcome: "no_subject" });
    const page = await listSchemaSubjects({ ctx: stack.ctx, input: {} });
    expect(page.rows.find(({ pattern }) => pattern === "found")).toMatchObject({
      versions: 1,
      latestVersion: "1.0",
      defaultVersion: "1.0",
    });
    expect(await listSubjectNames({ ctx: stack.ctx, input: { beginning: "foun" } })).toEqual(["found"]);
  });

  test("with a long name have an audit entry too", async () => {
    const pattern = `long.${"x".repeat(250)}`;
    expect(await register(pattern, "1.0", TOTAL)).toMatchObject({ outcome: "registered" });
    expect(await audited(pattern)).toMatchObject([{ action: "schema.registered" }]);
  });
});

describe("who may change them", () => {
  const changes = (ctx: ActorCtx) => [
    () => registerSchema({ ctx, input: { pattern: "a", version: "1.0", document: TOTAL } }),
    () => registerNextSchema({ ctx, input: { pattern: "a", document: TOTAL } }),
    () => deleteSchema({ ctx, input: { pattern: "a" } }),
    () => changeSchemaSubject({ ctx, input: { pattern: "a", compatibility: "none" } }),
    () => setInstallationCompatibility({ ctx, input: { compatibility: "none" } }),
  ];

  test.each(ROLES.filter((role) => role !== "admin"))("not a person whose role is %s", async (role) => {
    const ctx = { ...stack.ctx, actor: { id: role, label: role, role } };
    for (const change of changes(ctx)) await expect(change()).rejects.toThrow(PermissionDenied);
    expect((await listSchemaSubjects({ ctx, input: {} })).rows.length).toBeGreaterThan(0);
  });
});
