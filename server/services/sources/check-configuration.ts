import type { Preset } from "#schemas/preset.ts";
import { configurationFaults } from "#schemas/source.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import type { Ctx } from "../context.ts";

/** What is wrong with a configuration beyond its form, in sentences: what its preset lacks, or an expression that cannot be read. */
export async function faultsOfConfiguration(
  ctx: Pick<Ctx, "transformer">,
  preset: Preset,
  configuration: SourceOverrides,
): Promise<readonly string[]> {
  const faults = configurationFaults(preset, configuration);
  const { transformation } = configuration;
  if (!transformation) return faults;
  const checked = await ctx.transformer.check(transformation);
  if (checked.outcome === "valid") return faults;
  const place = checked.position === null ? "" : ` at character ${checked.position}`;
  return [...faults, `The transformation cannot be read${place}: ${checked.message}`];
}
