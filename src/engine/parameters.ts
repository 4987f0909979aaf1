/** Weights between PyTorch's row-major layout and the kernels' panels [panel][row][8]. */
import type { WorkspacePlan } from './plan-fields.ts'
import {
  blocksOf,
  hasPeepholes,
  hasQuery,
  isGru,
  isInputOnly,
  type Sizes,
  usedBlocks,
  type Weights,
} from './types.ts'

/**
 * Column of gate block `g`, unit `h` among the gate panels: each gate has its own panels of 8
 * units, padded with units whose weights are zero and stay so.
 */
const columnOf = (plan: Pick<WorkspacePlan, 'unitPanels'>, g: number, h: number) =>
  g * plan.unitPanels * 8 + h

/** Floats from the first weight to [row][column] of the recurrent panels. */
function recurrentAt(
  plan: Pick<WorkspacePlan, 'inputRows' | 'unitPanels'>,
  row: number,
  column: number,
): number {
  return ((column >> 3) * (plan.inputRows + 8 * plan.unitPanels) + row) * 8 + (column & 7)
}

/** The same for the readout panels, which stand behind. */
function readoutAt(
  plan: Pick<WorkspacePlan, 'inputRows' | 'unitPanels' | 'gatePanels'>,
  row: number,
  column: number,
): number {
  const before = plan.gatePanels * (plan.inputRows + 8 * plan.unitPanels) * 8
  return before + ((column >> 3) * (8 * plan.unitPanels + 4) + row) * 8 + (column & 7)
}

/**
 * Which columns of the panels a block of PyTorch's rows stands in: for x and its bias, and for h.
 */
interface GateBlock {
  readonly ofInput: number
  readonly ofHidden: number
  /** The bias of h acts apart from that of x: n = tanh(… + b_in + r⊙(… + b_hn)). */
  readonly ownBias: boolean
}

function blocksIn(sizes: Sizes): GateBlock[] {
  const together = (g: number) => ({ ofInput: g, ofHidden: g, ownBias: false })
  if (isGru(sizes)) return [together(0), together(1), { ofInput: 2, ofHidden: 3, ownBias: true }]
  return Array.from({ length: blocksOf(sizes) }, (_, g) => together(g))
}

/** The gates that see c, by their place among i, f, g, o. */
const LOOKING = [0, 1, 3]

/** Visits every weight once: its name, its index there, and its place in the panels. */
function eachWeight(
  plan: WorkspacePlan,
  sizes: Sizes,
  visit: (name: keyof Weights, index: number, place: number) => void,
): void {
  const { input: I, hidden: H, output: O } = sizes
  blocksIn(sizes).forEach(({ ofInput, ofHidden, ownBias }, g) => {
    for (let h = 0; h < H; h++) {
      const row = g * H + h
      const forX = columnOf(plan, ofInput, h)
      const forH = columnOf(plan, ofHidden, h)
      for (let i = 0; i < I; i++) visit('weight_ih_l0', row * I + i, recurrentAt(plan, i, forX))
      visit('bias_ih_l0', row, recurrentAt(plan, I, forX))
      if (ownBias) visit('bias_hh_l0', row, recurrentAt(plan, I, forH))
      for (let k = 0; k < H && !isInputOnly(sizes); k++)
        visit('weight_hh_l0', row * H + k, recurrentAt(plan, plan.inputRows + k, forH))
    }
  })
  if (hasPeepholes(sizes))
    LOOKING.forEach((g, n) => {
      for (let h = 0; h < H; h++)
        visit('weight_peephole_l0', n * H + h, recurrentAt(plan, I + 1, columnOf(plan, g, h)))
    })
  for (let o = 0; o < O; o++) {
    for (let h = 0; h < H; h++) visit('readout.weight', o * H + h, readoutAt(plan, h, o))
    visit('readout.bias', o, readoutAt(plan, 8 * plan.unitPanels, o))
  }
  for (let h = 0; h < H && hasQuery(sizes); h++) visit('readout.query', h, readoutAt(plan, h, O))
}

/**
 * The rows of bias_hh_l0 that act apart from those of bias_ih_l0: the candidate's in a GRU, none in
 * other cells.
 */
export function apartFrom(sizes: Sizes): number {
  return isGru(sizes) ? 2 * sizes.hidden : blocksOf(sizes) * sizes.hidden
}

/** Weights of zeros. */
export function zeroWeights(sizes: Sizes): Weights {
  const { input: I, hidden: H, output: O } = sizes
  const G = blocksOf(sizes)
  return {
    weight_ih_l0: new Float32Array(G * H * I),
    weight_hh_l0: new Float32Array(G * H * H),
    bias_ih_l0: new Float32Array(G * H),
    bias_hh_l0: new Float32Array(G * H),
    'readout.weight': new Float32Array(O * H),
    'readout.bias': new Float32Array(O),
    ...(hasPeepholes(sizes) ? { weight_peephole_l0: new Float32Array(3 * H) } : {}),
    ...(hasQuery(sizes) ? { 'readout.query': new Float32Array(H) } : {}),
  }
}

/**
 * Number of trained weights: one bias a unit and block, as only the sum of PyTorch's two acts; the
 * GRU's candidate has both; three a unit where gates see c; one where the readout has a query.
 * Where gates see x alone, without W_hh and the blocks that mean nothing.
 */
export function countParameters(sizes: Sizes): number {
  const { input: I, hidden: H, output: O } = sizes
  const more = isGru(sizes) ? H : hasPeepholes(sizes) ? 3 * H : 0
  const sources = I + 1 + (isInputOnly(sizes) ? 0 : H)
  const query = hasQuery(sizes) ? H : 0
  return usedBlocks(sizes) * H * sources + more + query + O * (H + 1)
}

/**
 * Writes weights from `address` (bytes) on, in the kernels' panels; of two biases that act as one,
 * their sum.
 */
export function writeParameters(
  memory: Float32Array,
  plan: WorkspacePlan,
  address: number,
  sizes: Sizes,
  weights: Weights,
): void {
  const at = address / 4
  const apart = apartFrom(sizes)
  eachWeight(plan, sizes, (name, index, place) => {
    const value = weights[name]?.[index] ?? 0
    memory[at + place] =
      name === 'bias_ih_l0' && index < apart ? value + weights.bias_hh_l0[index] : value
  })
}

/** Weights, gradients or moments from `address` on, in PyTorch's layout. */
export function readParameters(
  memory: Float32Array,
  plan: WorkspacePlan,
  address: number,
  sizes: Sizes,
): Weights {
  const weights = zeroWeights(sizes)
  eachWeight(plan, sizes, (name, index, place) => {
    const values = weights[name]
    if (values) values[index] = memory[address / 4 + place]
  })
  return weights
}
