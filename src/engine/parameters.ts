/** Weights between PyTorch's row-major layout and the kernels' panels [panel][row][8]. */
import type { Plan } from './plan.ts'
import { BLOCKS, type Sizes, type Weights } from './types.ts'

/**
 * Column of gate block `g`, unit `h` among the gate panels: each gate has its own panels of 8 units, padded with
 * units whose weights are zero and stay so.
 */
const columnOf = (plan: Pick<Plan, 'unitPanels'>, g: number, h: number) => g * plan.unitPanels * 8 + h

/** Floats from the first weight to [row][column] of the recurrent panels. */
function recurrentAt(plan: Pick<Plan, 'inputRows' | 'unitPanels'>, row: number, column: number): number {
  return ((column >> 3) * (plan.inputRows + 8 * plan.unitPanels) + row) * 8 + (column & 7)
}

/** The same for the readout panels, which stand behind. */
function readoutAt(plan: Pick<Plan, 'inputRows' | 'unitPanels' | 'gatePanels'>, row: number, column: number): number {
  const before = plan.gatePanels * (plan.inputRows + 8 * plan.unitPanels) * 8
  return before + ((column >> 3) * (8 * plan.unitPanels + 4) + row) * 8 + (column & 7)
}

/** Visits every weight once: its name, its index there, and its place in the panels. */
function eachWeight(
  plan: Plan,
  sizes: Sizes,
  visit: (name: keyof Weights, index: number, place: number) => void,
): void {
  const { input: I, hidden: H, output: O, cell } = sizes
  for (let g = 0; g < BLOCKS[cell]; g++) {
    for (let h = 0; h < H; h++) {
      const row = g * H + h
      const column = columnOf(plan, g, h)
      for (let i = 0; i < I; i++) visit('weight_ih_l0', row * I + i, recurrentAt(plan, i, column))
      visit('bias_ih_l0', row, recurrentAt(plan, I, column))
      for (let k = 0; k < H; k++) visit('weight_hh_l0', row * H + k, recurrentAt(plan, plan.inputRows + k, column))
    }
  }
  for (let o = 0; o < O; o++) {
    for (let h = 0; h < H; h++) visit('readout.weight', o * H + h, readoutAt(plan, h, o))
    visit('readout.bias', o, readoutAt(plan, 8 * plan.unitPanels, o))
  }
}

/** Weights of zeros. */
export function zeroWeights({ cell, input: I, hidden: H, output: O }: Sizes): Weights {
  const G = BLOCKS[cell]
  return {
    weight_ih_l0: new Float32Array(G * H * I),
    weight_hh_l0: new Float32Array(G * H * H),
    bias_ih_l0: new Float32Array(G * H),
    bias_hh_l0: new Float32Array(G * H),
    'readout.weight': new Float32Array(O * H),
    'readout.bias': new Float32Array(O),
  }
}

/** Number of trained weights: one bias a unit and block, as only the sum of PyTorch's two acts. */
export function countParameters({ cell, input: I, hidden: H, output: O }: Sizes): number {
  return BLOCKS[cell] * H * (I + H + 1) + O * (H + 1)
}

export function writeParameters(memory: Float32Array, plan: Plan, sizes: Sizes, weights: Weights): void {
  const at = plan.weights / 4
  eachWeight(plan, sizes, (name, index, place) => {
    const value = weights[name][index]
    memory[at + place] = name === 'bias_ih_l0' ? value + weights.bias_hh_l0[index] : value
  })
}

export function readParameters(memory: Float32Array, plan: Plan, address: number, sizes: Sizes): Weights {
  const weights = zeroWeights(sizes)
  eachWeight(plan, sizes, (name, index, place) => {
    weights[name][index] = memory[address / 4 + place]
  })
  return weights
}
