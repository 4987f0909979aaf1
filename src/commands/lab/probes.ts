/** The commands of the probes (workbench/probes), which say themselves what they take. */
import { PROBES } from '../../workbench/probes/index.ts'
import type { Probe, ProbeCommand, ProbeOptions } from '../../workbench/probes/probe.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Command } from '../grammar/command.ts'
import type { Option, Positional } from '../grammar/kinds.ts'
import { CELLS_OPTION, SEQUENCE, UNIT } from '../grammar/options.ts'
import { labCommand } from './lab-command.ts'

/** The grammar gives values of the types that ProbeOptions says. */
const OPTIONS: Readonly<Record<keyof ProbeOptions, Option>> = {
  cells: CELLS_OPTION,
  unit: UNIT,
  sequence: SEQUENCE,
}

function commandOf(probe: Probe<LabResult, string>, command: ProbeCommand): Command {
  const { name, positionals = [], options = [], examples } = command
  const { seconds, inLessons } = probe
  return labCommand<readonly Positional[], readonly Option[]>(
    {
      name,
      positionals,
      options: options.map((option) => OPTIONS[option]),
      examples,
      inLessons,
      ...(seconds && {
        seconds: async (values, context) => seconds(await context.workbench(), values),
      }),
    },
    (bench, values) => probe.answer(bench, values, name),
  )
}

export const PROBE_COMMANDS: readonly Command[] = Object.values(PROBES).flatMap((probe) =>
  probe.commands.map((command) => commandOf(probe, command)),
)
