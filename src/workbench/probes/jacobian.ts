/** jacobian: by how much each step can lengthen a gradient, and all steps from t to T together. */
import { type Cell, type PooledReadout, VARIANT_FORMS, type Variant } from '../../engine/types.ts'
import type { ByCell, SequenceFacts } from '../../results/lab-results.ts'
import { largest } from '../../rules/extremes.ts'
import type { SequenceAsk } from '../backward-run.ts'
import type { Job } from '../workers/job.ts'
import { cellsOption, type Probe, pooledReadout } from './probe.ts'

/** log10 of spectral norms (largest singular values); null for 0. */
export interface JacobianLogs {
  /** Of the step from t − 1 to t, for t = 2..T. */
  readonly steps: readonly (number | null)[]
  /** Of the steps from t to T together, for t = 1..T; 0 at T, where there are none. */
  readonly products: readonly (number | null)[]
}

/**
 * Of an RNN or a GRU h: ∂h_t/∂h_{t−1}, ∂h_T/∂h_t. Of an LSTM c: ∂c_t/∂c_{t−1}, ∂c_T/∂c_t, by
 * every way, where h is what c makes of it.
 */
interface JacobianFacts {
  readonly gru?: true
  readonly state: 'h' | 'c'
  readonly full: JacobianLogs
  /** Of an LSTM down the belt alone: diag(f_t). */
  readonly belt: JacobianLogs | null
  /**
   * log10 ‖∂L/∂h_t‖ (‖∂L/∂c_t‖ of an LSTM) of this sequence, t = 1..T, as the engine measures it;
   * null for 0.
   */
  readonly gradient: readonly (number | null)[]
}

export interface JacobianResult {
  readonly kind: 'jacobian'
  readonly sequence: SequenceFacts
  /** What the readout reads besides h_T alone: then ∂L/∂h_t has a direct part at every t. */
  readonly readout?: PooledReadout
  readonly cells: ByCell<JacobianFacts>
}

const job: Job<SequenceAsk, JacobianFacts> = {
  name: 'jacobian',
  async run(context, ask) {
    const { measuredSteps, roundedLog } = await import('../backward-run.ts')
    const { cellNorms, hiddenNorms } = await import('../../engine/reference/jacobian-products.ts')
    const { kernelProducts } = await import('../../engine/stack/kernel-products.ts')
    const { steps, measured } = measuredSteps(context, ask)
    const products = kernelProducts(context.nets.module)
    const [T, H] = [context.task.timeSteps, ask.spec.hidden]
    const logs = (of: { readonly steps: number[]; readonly products: number[] }) => ({
      steps: of.steps.map(roundedLog),
      products: of.products.map(roundedLog),
    })
    if (steps.of === 'hidden') {
      const full = logs(hiddenNorms(T, H, steps.into, products))
      return { state: 'h', full, belt: null, gradient: measured.hidden }
    }
    const { belt, full } = cellNorms(T, H, steps.into, products)
    return { state: 'c', full: logs(full), belt: logs(belt), gradient: measured.cell ?? [] }
  },
}

/** ∂c_t/∂c_{t−1} by every way. */
function cellStep(variant: Variant): string {
  const { peepholes, inputOnly } = VARIANT_FORMS[variant]
  if (inputOnly) return '∂c_t/∂c_{t−1} = diag(f_t)'
  const looked = peepholes ? ' + diag(p_i ⊙ ∂c_t/∂z_i + p_f ⊙ ∂c_t/∂z_f)' : ''
  return `∂c_t/∂c_{t−1} = diag(f_t)${looked} + (∂c_t/∂h_{t−1}) diag(∂h_{t−1}/∂c_{t−1})`
}

/** Multiplications that the reference does in a second. */
const PER_SECOND = 6e8

export const jacobian: Probe<JacobianResult, 'products' | 'steps' | 'table'> = {
  commands: [
    {
      name: 'jacobian',
      options: ['cells', 'sequence'],
      examples: ['jacobian', 'jacobian --cells rnn --sequence 2'],
    },
  ],
  inLessons: true,
  job,
  async seconds(bench, { cells }) {
    const { hidden: H } = bench.spec
    // A product of the RNN takes H³, of the LSTM 2 H³; norms some 30 H² each.
    const each = (cell: Cell) => (cell === 'rnn' ? 1 : 2) * H ** 3 + 60 * H ** 2
    return (bench.task.timeSteps * largest(bench.cells(cells).map(each))) / PER_SECOND
  },
  async answer(bench, values) {
    const { besideAnswer, sequenceFacts, sequenceOf } = await import('../sequence-activations.ts')
    const cells = bench.cells(values.cells)
    const sequence = sequenceOf(bench, values.sequence)
    const { answer, found } = await besideAnswer(bench, cells, sequence, async (cell) => {
      const gru = cell === 'lstm' && bench.spec.variant === 'gru' ? { gru: true as const } : {}
      const facts = await bench.ask(cell, job, { ...bench.subject(cell), sequence })
      return [cell, { ...gru, ...facts }] as const
    })
    return {
      kind: 'jacobian',
      sequence: sequenceFacts(bench, sequence, cells[cells.length - 1], answer),
      ...pooledReadout(bench.spec),
      cells: Object.fromEntries(found),
    }
  },
  receipt: {
    question: ({ result, state }) =>
      `jacobian${cellsOption(result.cells, state)} --sequence ${result.sequence.number}`,
    equations: ({ result: { cells }, state }) => [
      '‖A‖ = max ‖A v‖ / ‖v‖',
      ...(cells.rnn ? ['∂h_t/∂h_{t−1} = diag(1 − h_t²) W_hh'] : []),
      ...(cells.lstm?.state === 'c' ? [cellStep(state.spec.variant)] : []),
      ...(cells.lstm?.state === 'h'
        ? ['∂h_t/∂h_{t−1} = diag(z_t) + ∂h_t/∂z_z W_hz + ∂h_t/∂z_n diag(r_t) W_hn + ∂h_t/∂z_r W_hr']
        : []),
      '∂h_T/∂h_t = ∂h_T/∂h_{T−1} ⋯ ∂h_{t+1}/∂h_t',
    ],
    operands: ({ result: { cells } }, sizes) => [
      ...sizes,
      ...(['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        const name = one?.gru ? 'gru' : cell
        const first = (what: string, log10: number | null | undefined) =>
          log10 == null ? [] : [{ name: `log10 ‖${what}‖ ${name}`, value: log10 }]
        if (!one) return []
        const product = `∂${one.state}_T/∂${one.state}_1`
        return [
          ...first(product, one.full.products[0]),
          ...first(`${product}, belt`, one.belt?.products[0]),
        ]
      }),
    ],
  },
  parts: () => ['products', 'steps', 'table'],
}
