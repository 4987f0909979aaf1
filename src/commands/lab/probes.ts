/** The commands of the probes (workbench/probes), which say themselves what they take. */
import { InputError } from '../../rules/input-error.ts'
import { PROBES } from '../../workbench/probes/index.ts'
import type { Probe, ProbeCommand, ProbeOptions } from '../../workbench/probes/probe.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Command } from '../grammar/command.ts'
import type { Option, Positional } from '../grammar/kinds.ts'
import { BACK, BY_LAG, BY_LOSS, CELLS_OPTION, SEQUENCE, SORT, UNIT } from '../grammar/options.ts'
import { labCommand } from './lab-command.ts'

/** The grammar gives values of the types that ProbeOptions says. */
const OPTIONS: Readonly<Record<Exclude<keyof ProbeOptions, 'keys'>, Option>> = {
  cells: CELLS_OPTION,
  unit: UNIT,
  sequence: SEQUENCE,
  sort: SORT,
}

const FLAGS: Readonly<Record<NonNullable<ProbeCommand['flag']>, Option>> = {
  back: BACK,
  'by-loss': BY_LOSS,
  'by-lag': BY_LAG,
}

type AnyProbe = Probe<LabResult, string>
/** A probe, and a command that asks it. */
type Asked = readonly [probe: AnyProbe, command: ProbeCommand]

const ALL: readonly Asked[] = Object.values<AnyProbe>(PROBES).flatMap((probe) =>
  probe.commands.map((command) => [probe, command] as const),
)

/** A command, with the probes that flags of it ask. */
function commandOf([probe, command]: Asked): Command {
  const { name, positionals = [] } = command
  const flagged = ALL.filter(([, other]) => other.name === name && other.flag)
  const optionsOf = ({ options = [] }: ProbeCommand) => options
  const options = [...new Set([command, ...flagged.map(([, one]) => one)].flatMap(optionsOf))]
  const flags = flagged.flatMap(([, { flag }]) => flag ?? [])
  const askedBy = (values: object): Asked =>
    flagged.find(([, { flag }]) => flag && flag in values) ?? [probe, command]
  const { seconds, inLessons } = probe
  return labCommand<readonly Positional[], readonly Option[]>(
    {
      name,
      positionals,
      options: [...options.map((option) => OPTIONS[option]), ...flags.map((flag) => FLAGS[flag])],
      examples: [command, ...flagged.map(([, one]) => one)].flatMap(({ examples }) => examples),
      inLessons,
      asksThreads: true,
      ...(seconds && {
        seconds: async (values, context) => seconds(await context.workbench(), values),
      }),
    },
    (bench, values, { keys }) => {
      const [one, other] = flags.filter((flag) => flag in values)
      if (other) throw new InputError('either-option', { one, other })
      const [asked, by] = askedBy(values)
      const idle = options.find((option) => option in values && !optionsOf(by).includes(option))
      if (idle) throw new InputError('needs-option', { one: idle, other: flags[0] })
      return asked.answer(bench, { ...values, ...(keys && { keys }) }, name)
    },
  )
}

export const PROBE_COMMANDS: readonly Command[] = ALL.filter(([, { flag }]) => !flag).map(commandOf)
