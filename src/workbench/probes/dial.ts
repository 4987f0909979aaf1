/** dial: a gate, the forget bias, the lag or the scale of W_hh at other values, not kept. */
import {
  type Cell,
  GATES,
  type Gate,
  GRU_GATES,
  type GruGate,
  type Log10Profile,
} from '../../engine/types.ts'
import type { ByCell } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import { stepsPerDecade } from '../../rules/profile-trend.ts'
import { roundTo } from '../../rules/significant.ts'
import { beltEquations, PROFILE } from '../receipts/profile-equations.ts'
import type { BenchState } from '../state.ts'
import type { Workbench } from '../workbench.ts'
import { halfLivesIn } from './memory.ts'
import type { Probe } from './probe.ts'

/** A gate that is clamped, or a setting: `lag` is the length, `scale` the gain of W_hh. */
const DIALS = [
  ...GATES,
  ...GRU_GATES,
  'forget-bias',
  'lag',
  'scale',
] as const satisfies readonly DialName[]
export type DialName = Gate | GruGate | 'forget-bias' | 'lag' | 'scale'

/** Where keys move a dial: between which ends, and by how much. */
export interface DialRange {
  readonly low: number
  readonly high: number
  readonly step: number
  readonly coarse: number
}

/** Half-lives in time steps; null where the gate is 1 throughout. */
interface DialLives {
  readonly median: number | null
  readonly longest: number | null
  /** Units whose half-life is at least the lag. */
  readonly longEnough: number
}

/** A net at a position. */
interface DialFacts {
  readonly metric: number | null
  readonly loss: number
  readonly log10: Log10Profile
  /** Of ∂L/∂h_t, as in `gradient`. */
  readonly stepsPerDecade: number | null
  /** Of the gate that keeps, as in `memory`; absent for an RNN. */
  readonly halfLife?: DialLives
}

/** The nets as they would be with the dial at a value. */
export interface DialPosition {
  /** null where nothing holds the dial at one value. */
  readonly value: number | null
  /** The line that keeps it; null for the workbench as it stands. */
  readonly line: string | null
  /** The nets would start anew. */
  readonly restarted: boolean
  /** T. */
  readonly length: number
  /** The digest that the workbench would have. */
  readonly digest: string
  readonly cells: ByCell<DialFacts>
}

export interface DialResult {
  readonly kind: 'dial'
  readonly what: DialName
  readonly metric: 'mse' | 'accuracy' | 'cross-entropy'
  readonly range: DialRange
  /** The workbench as it stands. */
  readonly now: DialPosition
  readonly positions: readonly DialPosition[]
}

interface DialArguments {
  readonly what?: DialName
  readonly from?: number
  readonly to?: number
  readonly count?: number
}

const VALUE = { is: 'number', min: -1e6, max: 1e6 } as const
/** Positions of a table unless said, and at most. */
const COUNT = 6
const MOST = 24

export const dial: Probe<DialResult, 'table' | 'picture' | 'dial', DialArguments> = {
  commands: [
    {
      name: 'dial',
      positionals: [
        { name: 'what', required: true, kind: { is: 'choice', choices: DIALS } },
        { name: 'from', required: false, kind: VALUE },
        { name: 'to', required: false, kind: VALUE },
        { name: 'count', required: false, kind: { is: 'integer', min: 2, max: MOST } },
      ],
      examples: ['dial f 0.5 1 6', 'dial forget-bias 0 5', 'dial scale 0.5 2; receipt'],
    },
  ],
  inLessons: true,
  async seconds(bench, { to, count = COUNT }) {
    const { estimatedSurgerySeconds } = await import('../../training/setup/estimated-time.ts')
    return (1 + (to === undefined ? 1 : count)) * estimatedSurgerySeconds(bench.spec)
  },
  /** Each position is measured as the command that keeps it would be; nothing is kept. */
  async answer(bench, { what = 'f', from, to, count = COUNT, keys }) {
    const { proposalAt, rangeOf, standsAt, valuesOf } = await import('../dial-positions.ts')
    const { spec, state, task } = bench
    const range = rangeOf(what, spec)
    const value = standsAt(what, state)
    if (from === undefined && !keys) {
      const ends = what === 'lag' ? [spec.length, 2 * spec.length] : [range.low, range.high]
      throw new InputError('dial-needs-value', { what, example: `dial ${what} ${ends.join(' ')}` })
    }
    const values = (start: number) =>
      valuesOf(what, start, to ?? start, to === undefined ? 1 : count)
    // What cannot be is refused before anything is measured.
    if (from !== undefined) for (const one of values(from)) proposalAt(bench, what, one)
    else proposalAt(bench, what, value ?? range.low)
    const cells = what.length === 1 ? bench.cells(['lstm']) : spec.cells
    const same = { value, line: null, restarted: false, state }
    const now = await positionOf(bench, cells, same)
    const positions: DialPosition[] = []
    for (const one of values(from ?? value ?? startOf(what, range, now)))
      positions.push(
        await positionOf(bench, cells, { value: one, ...proposalAt(bench, what, one) }),
      )
    return { kind: 'dial', what, metric: task.metric, range, now, positions }
  },
  receipt: {
    question: ({ result: { what, positions } }) => {
      const [first, last] = [positions[0], positions[positions.length - 1]]
      const more = positions.length > 1 ? ` ${last.value} ${positions.length}` : ''
      return `dial ${what} ${first.value}${more}`
    },
    equations: ({ result: { now }, state }) => [
      ...PROFILE,
      ...(now.cells.lstm?.log10.belt ? beltEquations(state) : []),
      'half-life = ln 2 / −ln f',
    ],
    operands: ({ result: { positions } }, sizes) => [
      ...sizes,
      ...positions.map(({ line }) => ({ name: 'line', value: line ?? '' })),
    ],
  },
  parts: () => ['table', 'picture', 'dial'],
}

/** Where a dial starts that nothing holds at one value: the mean of f or z as it is, else the middle. */
function startOf(what: DialName, { low, high }: DialRange, { cells }: DialPosition): number {
  if (what === 'forget-bias') return 1
  const median = cells.lstm?.halfLife?.median
  // Half-lives are those of f, or of z in a GRU.
  if ((what !== 'f' && what !== 'z') || median === undefined) return (low + high) / 2
  return median === null ? 1 : roundTo(2 ** (-1 / median), 2)
}

async function positionOf(
  bench: Workbench,
  cells: readonly Cell[],
  {
    state,
    ...facts
  }: Pick<DialPosition, 'value' | 'line' | 'restarted'> & { readonly state: BenchState },
): Promise<DialPosition> {
  const [{ sideOf }, { digestOfState }, { taskOf }] = await Promise.all([
    import('../net-side.ts'),
    import('../state.ts'),
    import('../../training/setup/resolve-spec.ts'),
  ])
  const { timeSteps: length } = taskOf(state.spec)
  const found = await Promise.all(
    cells.map(async (cell) => {
      const [side, lives] = await Promise.all([
        sideOf(bench, state, cell),
        cell === 'lstm' ? halfLivesIn(bench, state, length) : null,
      ])
      const { median, longest, longEnough } = lives ?? {}
      return [
        cell,
        {
          ...side,
          stepsPerDecade: stepsPerDecade(side.log10.hidden),
          ...(lives && { halfLife: { median, longest, longEnough } }),
        },
      ] as const
    }),
  )
  return { ...facts, length, digest: digestOfState(state), cells: Object.fromEntries(found) }
}
