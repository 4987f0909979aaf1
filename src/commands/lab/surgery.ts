/** clamp, scale, sever, plain, release: surgery on the LSTM (or GRU) that is on the bench. */
import { GATES, GRU_GATES, type Operation } from '../../engine/types.ts'
import type { SurgeryResult } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Command } from '../grammar/command.ts'
import type { Option, OptionValues, Positional } from '../grammar/kinds.ts'
import { BACKWARD, FROM, TO, UNIT } from '../grammar/options.ts'
import { type LabAnswer, type LabFacts, labCommand } from './lab-command.ts'

/** Those of an LSTM, and of a GRU. */
const ALL_GATES = [...GATES, ...GRU_GATES] as const
const GATE = { name: 'gate', required: true, kind: { is: 'choice', choices: ALL_GATES } } as const
const VALUE = {
  name: 'value',
  required: true,
  kind: { is: 'number', min: -1e6, max: 1e6 },
} as const

const REACH = [UNIT, FROM, TO] as const

const reachOf = ({ unit, from, to }: OptionValues<typeof REACH>) => ({
  units: unit ?? null,
  from: from ?? null,
  to: to ?? null,
})

/** The line that does it again. */
function lineOf(operation: Operation): string {
  if (operation.kind === 'plain-output') return 'plain output'
  const words = {
    clamp: () => (operation.kind === 'clamp' ? `clamp ${operation.gate} ${operation.value}` : ''),
    scale: () => (operation.kind === 'scale' ? `scale ${operation.gate} ${operation.value}` : ''),
    'sever-belt': () => 'sever belt',
    'sever-gates': () => 'sever gates',
    'sever-belt-backward': () => 'sever belt --backward',
    'sever-gates-backward': () => 'sever gates --backward',
  }[operation.kind]()
  const units = 'units' in operation ? operation.units : null
  const { from, to } = operation
  const options = [
    units && `--unit ${units.join(',')}`,
    from && `--from ${from}`,
    to && `--to ${to}`,
  ]
  return [words, ...options].filter((word) => word).join(' ')
}

async function add(bench: Workbench, operation: Operation): Promise<SurgeryResult> {
  const lab = await import('../../workbench/surgery.ts')
  lab.checkOperation(bench.spec, operation, bench.given !== null)
  return lab.intervene(bench, lineOf(operation), [...bench.state.operations, operation])
}

/** A command whose result says what it did to the answers and to the gradient. */
const surgeryCommand = <
  const P extends readonly Positional[],
  const O extends readonly Option[] = readonly [],
>(
  facts: LabFacts<P, O>,
  answer: LabAnswer<P, O>,
): Command =>
  labCommand(
    {
      ...facts,
      inLessons: true,
      async seconds(values, context) {
        const [bench, { estimatedSurgerySeconds }] = await Promise.all([
          context.workbench(),
          import('../../training/setup/estimated-time.ts'),
        ])
        return estimatedSurgerySeconds(bench.spec, 'backward' in values && values.backward === true)
      },
    },
    answer,
  )

const onGate = (kind: 'clamp' | 'scale', examples: readonly string[]): Command =>
  surgeryCommand(
    { name: kind, positionals: [GATE, VALUE], options: REACH, examples },
    (bench, values) =>
      add(bench, {
        kind,
        gate: values.gate,
        value: values.value,
        ...reachOf(values),
      }),
  )

export const clamp = onGate('clamp', [
  'clamp f 1',
  'clamp o 0 --unit 3 --from 10 --to 20',
  'variant gru; clamp z 1',
])
export const scale = onGate('scale', ['scale f 0.5', 'scale i 2 --unit 1..4'])

export const sever = surgeryCommand(
  {
    name: 'sever',
    positionals: [
      { name: 'path', required: true, kind: { is: 'choice', choices: ['belt', 'gates'] } },
    ],
    options: [...REACH, BACKWARD],
    examples: [
      'sever belt',
      'sever gates --from 5; gradient --cells lstm',
      'sever belt --backward',
    ],
  },
  (bench, values) => {
    const reach = reachOf(values)
    const backward = values.backward === true
    if (values.path === 'belt')
      return add(bench, { kind: backward ? 'sever-belt-backward' : 'sever-belt', ...reach })
    // What h_{t−1} contributes cannot be separated by unit.
    if (reach.units)
      throw new InputError('unknown-option', {
        name: 'unit',
        nearest: null,
        command: 'sever gates',
      })
    const { from, to } = reach
    return add(bench, { kind: backward ? 'sever-gates-backward' : 'sever-gates', from, to })
  },
)

export const plain = surgeryCommand(
  {
    name: 'plain',
    positionals: [{ name: 'what', required: true, kind: { is: 'choice', choices: ['output'] } }],
    examples: ['plain output'],
  },
  (bench) => add(bench, { kind: 'plain-output' }),
)

/** What `release` may name: a gate, a path, the output. */
const RELEASABLE = [...ALL_GATES, 'belt', 'gates', 'output'] as const

const RELEASED_AS = {
  'sever-belt': 'belt',
  'sever-belt-backward': 'belt',
  'sever-gates': 'gates',
  'sever-gates-backward': 'gates',
  'plain-output': 'output',
} as const

function named(operation: Operation): (typeof RELEASABLE)[number] {
  if (operation.kind === 'clamp' || operation.kind === 'scale') return operation.gate
  return RELEASED_AS[operation.kind]
}

export const release = surgeryCommand(
  {
    name: 'release',
    positionals: [{ name: 'what', required: false, kind: { is: 'choice', choices: RELEASABLE } }],
    examples: ['clamp f 0; release', 'clamp f 1; clamp o 1; release o'],
  },
  async (bench, values) => {
    const what = values.what ?? null
    const { operations } = bench.state
    const kept = what === null ? [] : operations.filter((operation) => named(operation) !== what)
    if (kept.length === operations.length) throw new InputError('nothing-to-release', { what })
    const lab = await import('../../workbench/surgery.ts')
    return lab.intervene(bench, what === null ? 'release' : `release ${what}`, kept)
  },
)
