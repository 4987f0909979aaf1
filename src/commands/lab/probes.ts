/** gradient, verify, walk, gates, state, memory, attribution: questions that change nothing. */

import type { Cell } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { InputError } from '../../rules/input-error.ts'
import { LIMITS } from '../../rules/limits.ts'
import type { SequenceChoice } from '../../workbench/activations.ts'
import type { Values } from '../grammar/command.ts'
import { CELLS_OPTION, SEQUENCE, UNIT } from '../grammar/options.ts'
import { labCommand } from './lab-command.ts'

const cellsOf = (values: Values) => values.cells as Cell[] | undefined
const sequenceOf = (values: Values) => values.sequence as SequenceChoice | undefined

export const gradient = labCommand(
  {
    name: 'gradient',
    options: [CELLS_OPTION],
    examples: ['gradient', 'train 20; gradient --cells lstm'],
    async seconds(values, context) {
      const [bench, { estimatedProfileSeconds }] = await Promise.all([
        context.workbench(),
        import('../../experiments/estimated-time.ts'),
      ])
      return largest(
        bench.cells(cellsOf(values)).map((cell) => estimatedProfileSeconds(bench.spec, cell)),
      )
    },
  },
  async (bench, values) => {
    const lab = await import('../../workbench/gradient.ts')
    return lab.gradient(bench, bench.cells(cellsOf(values)))
  },
)

export const verify = labCommand(
  {
    name: 'verify',
    positionals: [{ name: 'what', required: true, kind: { is: 'choice', choices: ['gradient'] } }],
    options: [CELLS_OPTION],
    examples: ['task adding --length 10 --hidden 8; verify gradient'],
  },
  async (bench, values) => {
    const lab = await import('../../workbench/verify-gradient.ts')
    return lab.verification(bench, bench.cells(cellsOf(values)))
  },
)

export const trace = labCommand(
  {
    name: 'walk',
    positionals: [
      {
        name: 't',
        required: false,
        kind: { is: 'integer', min: LIMITS.length[0], max: LIMITS.length[1] },
      },
    ],
    options: [UNIT, SEQUENCE],
    examples: ['walk', 'walk 12 --unit 3 --sequence 2'],
  },
  async (bench, values) => {
    const lab = await import('../../workbench/activations.ts')
    const units = values.unit as number[] | undefined
    if (units && units.length > 1) throw new InputError('one-unit-only', { command: 'walk' })
    return lab.trace(bench, {
      t: values.t as number | undefined,
      unit: units?.[0],
      sequence: sequenceOf(values),
    })
  },
)

export const gates = labCommand(
  { name: 'gates', options: [SEQUENCE], examples: ['gates', 'gates --sequence random'] },
  async (bench, values) => {
    const lab = await import('../../workbench/activations.ts')
    return lab.states(bench, 'gates', sequenceOf(values))
  },
)

export const state = labCommand(
  { name: 'state', options: [SEQUENCE], examples: ['state --sequence 5'] },
  async (bench, values) => {
    const lab = await import('../../workbench/activations.ts')
    return lab.states(bench, 'state', sequenceOf(values))
  },
)

export const memory = labCommand(
  { name: 'memory', examples: ['memory', 'train 20; memory'] },
  async (bench) => {
    const lab = await import('../../workbench/memory-length.ts')
    return lab.memory(bench)
  },
)

export const attribution = labCommand(
  {
    name: 'attribution',
    options: [CELLS_OPTION, SEQUENCE],
    examples: ['attribution', 'attribution --sequence 3'],
  },
  async (bench, values) => {
    const lab = await import('../../workbench/attribution.ts')
    return lab.attribution(bench, bench.cells(cellsOf(values)), sequenceOf(values))
  },
)
