/** gates: those of the LSTM. state: c and h of the LSTM and h of the RNN. */
import { isOutputPlain } from '../../engine/types.ts'
import type { ByCell, SequenceFacts } from '../../results/lab-results.ts'
import { nest } from '../../results/nested-arrays.ts'
import { logOfGate } from '../../rules/half-life.ts'
import type { Probe } from './probe.ts'

export interface StatesResult {
  readonly kind: 'states'
  readonly command: 'gates' | 'state'
  readonly sequence: SequenceFacts
  /**
   * [T][H] each, in the order in which they are to be drawn: i, f, g, o, c, h of the LSTM; r, z, n,
   * h of the GRU.
   */
  readonly lstm?: Readonly<Record<string, readonly (readonly number[])[]>>
  /** h of the RNN (state only). */
  readonly rnn?: Readonly<Record<string, readonly (readonly number[])[]>>
  /**
   * Of the forget gate (GRU: the update gate) over all t and units: counts of equal bins of [0, 1].
   */
  readonly histogram: readonly number[] | null
  /** How the units are ordered in the picture; absent where as they are numbered. */
  readonly sort?: 'half-life' | 'value'
  /**
   * Units from 1, the first at the top: by the half-life of the gate that keeps, on this sequence,
   * or by c (h where there is no c) at t = T. Absent of a cell that has no such gate.
   */
  readonly order?: ByCell<readonly number[]>
}

/** The strips of the gated cell, by the letter of what they show. */
const STRIPS = ['i', 'f', 'g', 'o', 'c', 'r', 'z', 'n', 'h'] as const
type StatesPart = (typeof STRIPS)[number] | 'rnn' | 'histogram'

const BINS = 10

export const states: Probe<StatesResult, StatesPart> = {
  commands: [
    {
      name: 'gates',
      options: ['sequence', 'sort'],
      examples: ['gates', 'gates --sequence random', 'gates --sort half-life'],
    },
    {
      name: 'state',
      options: ['sequence', 'sort'],
      examples: ['state --sequence 5', 'state --sort value'],
    },
  ],
  inLessons: true,
  async answer(bench, values, name) {
    const { activationsOf, sequenceFacts, sequenceOf } = await import('../sequence-activations.ts')
    const { task } = bench
    const command = name === 'gates' ? 'gates' : 'state'
    const sequence = sequenceOf(bench, values.sequence)
    const cells = command === 'gates' ? [bench.gatedCell()] : bench.spec.cells
    const H = bench.spec.hidden
    const found = await Promise.all(
      cells.map(async (cell) => [cell, await activationsOf(bench, cell, sequence)] as const),
    )
    const drawn = found.map(([cell, { planes }]) => {
      const names = Object.keys(planes).filter(
        (name) => (command === 'state') === ['c', 'h'].includes(name),
      )
      const strips = names.map((name) => [name, nest(planes[name], [task.timeSteps, H])])
      return [cell, Object.fromEntries(strips)]
    })
    const [net, shown] = found[found.length - 1]
    const { sort = 'none' } = values
    const orders = found.flatMap(([cell, { planes }]) => {
      const keys = sort === 'none' ? null : keysOf(sort, planes, H)
      return keys ? [[cell, orderBy(keys)] as const] : []
    })
    const forget = shown.planes.f ?? shown.planes.z
    return {
      kind: 'states',
      command,
      sequence: sequenceFacts(bench, sequence, net, shown),
      ...Object.fromEntries(drawn),
      histogram: command === 'gates' && forget ? histogramOf(forget) : null,
      ...(sort === 'none' ? {} : { sort, order: Object.fromEntries(orders) }),
    }
  },
  receipt: {
    question: ({ result: { command, sequence, sort } }) =>
      `${command} --sequence ${sequence.number}${sort ? ` --sort ${sort}` : ''}`,
    equations: ({ state }) =>
      state.spec.variant === 'gru'
        ? ['h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}']
        : [
            'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
            isOutputPlain(state.spec.variant, state.operations)
              ? 'h_t = o_t ⊙ c_t'
              : 'h_t = o_t ⊙ tanh(c_t)',
          ],
  },
  parts: ({ lstm = {}, rnn, histogram }) => [
    ...STRIPS.filter((name) => Object.hasOwn(lstm, name)),
    ...(rnn ? (['rnn'] as const) : []),
    ...(histogram ? (['histogram'] as const) : []),
  ],
}

/** What the units are ordered by, the largest first; null where a cell has none of it. */
function keysOf(
  sort: 'half-life' | 'value',
  { f, z, c, h }: Readonly<Record<string, Float32Array>>,
  H: number,
): number[] | null {
  if (sort === 'value') return Array.from((c ?? h).subarray(-H))
  const keep = f ?? z
  if (!keep) return null
  // Half-life rises with the mean of ln |f|; c_0 = 0, so t = 1 matters to nobody.
  const sums = new Array<number>(H).fill(0)
  for (let n = keep.length > H ? H : 0; n < keep.length; n++) sums[n % H] += logOfGate(keep[n])
  return sums
}

/** Units from 1, from the largest key down; those alike as they are numbered. */
const orderBy = (keys: readonly number[]): number[] =>
  keys.map((_, k) => k + 1).sort((a, b) => keys[b - 1] - keys[a - 1] || a - b)

/** Counts of BINS equal bins of [0, 1]; what surgery drove beyond counts at the edge. */
function histogramOf(values: Float32Array): number[] {
  const counts = new Array<number>(BINS).fill(0)
  for (const value of values) counts[Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)))]++
  return counts
}
