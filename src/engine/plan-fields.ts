/**
 * The memory plan's fields, in order: the one source of what every kernel is told of a net and its
 * workspace. memory-plan.ts computes the values, net.ts writes them to the kernels' memory, and the
 * build makes the kernels' class WorkspacePlan from this list (bin/make-memory-plan.js).
 *
 * All matrices over rows and columns are stored in panels of 8 columns: [panel][row][8] floats. A
 * row block is R rows (sequences) of the batch, R = 8, or 4 for batches of up to 4; it goes through
 * all T time steps by itself, so row blocks are independent until their weight gradients are added.
 */
import type { ParameterCounts, WorkspaceCounts } from './plan-counts.ts'

/** Bytes of a panel row of 8 floats. */
export const ROW = 32
/** Bytes of a cache line: every area begins at a multiple. */
export const CACHE_LINE = 64

/** Bits of `flags`: what is unlike the standard cell (VariantForm says how); `operated`: anything. */
export const PLAN_FLAGS = {
  operated: 1,
  coupled: 2,
  plainCandidate: 4,
  plainOutput: 8,
  gru: 16,
  peepholes: 32,
  normalised: 64,
  inputOnly: 128,
  exponential: 256,
} as const

/** What `pooling` says: the readout reads h_t, the mean of all h_t, or what a query attends to. */
export const POOLING = { none: 0, mean: 1, attention: 2 } as const

/** What `severed` says of a time step. */
export const SEVERED = {
  /** h_{t−1} is kept from the gates, and their gradient from h_{t−1}. */
  both: 1,
  /** Only the gradient is. */
  backward: 2,
} as const

const number = <N extends string>(name: N) => ({ name, type: 'i32' }) as const
/** A distance or an address in bytes. */
const bytes = <N extends string>(name: N) => ({ name, type: 'usize' }) as const

const parameter = <N extends string>(name: N, size: (n: ParameterCounts) => number) =>
  ({ name, type: 'usize', area: 'parameters', size }) as const
const area =
  <A extends Exclude<Area, 'parameters'>>(area: A) =>
  <N extends string>(name: N, size: (n: WorkspaceCounts) => number) =>
    ({ name, type: 'usize', area, size }) as const
/** Inputs, targets and results of a row block; addresses from the block's beginning. */
const inBlock = area('block')
/** What a row block goes through; addresses from the planes' beginning. */
const inPlanes = area('planes')
/** Of all row blocks together. */
const inModifiers = area('modifiers')

const unitsOfStep = ({ unitPanels, rows }: WorkspaceCounts) => unitPanels * rows * ROW
const modifierBytes = (n: WorkspaceCounts) => n.modified * 6 * n.unitPanels * n.modifierStride
/** [5][T] pairs of f64. */
const profileBytes = ({ keep, T }: WorkspaceCounts) => keep * 5 * T * 16

export const PLAN_FIELDS = [
  /** G: 1 (RNN) or 4 (LSTM: i, f, g, o; GRU: r, z, and n's map of x and of h). */
  number('blocks'),
  /** T. */
  number('timeSteps'),
  /** L: the last L time steps carry a target. */
  number('answers'),
  /** I + 1: the bias is the weight of a constant input 1, which stands last. */
  number('inputs'),
  /** Rows of weight panels for the input: inputs, a row for a peephole if any, rounded up to 4. */
  number('inputRows'),
  /** Panels of 8 inputs. */
  number('inputPanels'),
  /** H. */
  number('hidden'),
  /** U: panels of 8 hidden units. */
  number('unitPanels'),
  /** G·U. */
  number('gatePanels'),
  /** O. */
  number('outputs'),
  /** Of 8 outputs; the query of an attention readout stands in the column behind the outputs. */
  number('outputPanels'),
  /** {@link POOLING}. */
  number('pooling'),
  /** R. */
  number('rows'),
  /** 0: mean squared error, 1: cross-entropy. */
  number('loss'),
  /** 1 keeps gates and states of every time step for inspection. */
  number('record'),
  /** 1 keeps what BPTT needs of every time step; 0 (evaluation) keeps one. */
  number('keep'),
  /** Batch rows in use, B. */
  number('batch'),
  /** What is unlike the standard cell: {@link PLAN_FLAGS}. */
  number('flags'),

  /** [gatePanels][inputRows + 8U][8], then readout [outputPanels][8U + 4][8] (row 8U: bias). */
  parameter('weights', (n) => n.weightBytes),
  /** The same layout: gradients, first and second moments. */
  parameter('gradients', (n) => n.weightBytes),
  parameter('moment1', (n) => n.weightBytes),
  parameter('moment2', (n) => n.weightBytes),
  /** W_hh and W_ih by what they are multiplied with in BPTT: [U + inputPanels][8·gatePanels][8]. */
  parameter('backWeights', (n) => (n.unitPanels + n.inputPanels) * 8 * n.gatePanels * ROW),
  /** Readout likewise: [U][8·outputPanels][8]. */
  parameter('backReadout', (n) => n.unitPanels * 8 * n.outputPanels * ROW),
  /** f64 sums of squares, one a panel of weights. */
  parameter('squares', (n) => 8 * (n.gatePanels + n.outputPanels)),

  /** Inputs, targets and results of the first row block, and the distance to the next. */
  bytes('block'),
  bytes('blockBytes'),
  /**
   * What a row block goes through, and the distance to the next block's: 0 where one thread takes
   * one block after another, so that the same memory serves all and stays in the cache.
   */
  bytes('planes'),
  bytes('planeBytes'),

  /** x: [inputPanels][T][R][8], panels xStride apart. */
  inBlock('x', (n) => n.inputPanels * n.xStride),
  bytes('xStride'),
  /** h_0..h_T: [U][T+1][R][8]. */
  inPlanes('h', (n) => n.unitPanels * n.hStride),
  bytes('hStride'),
  /** The factors of dz, then dz: [gatePanels][T][R][8]; stepStride is R·32, or 0 without keep. */
  inPlanes('z', (n) => n.gatePanels * n.zStride),
  bytes('zStride'),
  bytes('stepStride'),
  /**
   * LSTM: what BPTT multiplies with on the belt, f_t unless it is severed, and o_t(1 − tanh² c_t):
   * [U][T][R][8], panels zStride apart.
   */
  inPlanes('forget', (n) => n.lstm * n.unitPanels * n.zStride),
  inPlanes('outputSlope', (n) => n.lstm * n.unitPanels * n.zStride),
  /** i_t, f_t (`forget` where it is the same), g_t, o_t, c_t when recording: [U][T][R][8] each. */
  inPlanes('recordI', (n) => n.record * n.unitPanels * n.zStride),
  inPlanes('recordF', (n) => n.recordF * n.unitPanels * n.zStride),
  inPlanes('recordG', (n) => n.record * n.unitPanels * n.zStride),
  inPlanes('recordO', (n) => n.record * n.unitPanels * n.zStride),
  inPlanes('recordC', (n) => n.record * n.unitPanels * n.zStride),
  /** Exponential gates: f_t and i_t as they are without surgery: [U][T][R][8], panels zStride apart. */
  inPlanes('shareF', (n) => n.exponential * n.keep * n.unitPanels * n.zStride),
  inPlanes('shareI', (n) => n.exponential * n.keep * n.unitPanels * n.zStride),
  /** Targets, readout, its gradient: [outputPanels][L][R][8]. */
  inBlock('y', (n) => n.outputPanels * n.yStride),
  inBlock('logits', (n) => n.outputPanels * n.yStride),
  inBlock('dLogits', (n) => n.outputPanels * n.yStride),
  bytes('yStride'),
  /** Weight of each counted position in the mean: [L][R]. */
  inBlock('share', (n) => n.L * n.rows * 4),
  /**
   * f64 loss of the block; i32 first time step with a non-zero gradient; i32 whether the norms may
   * lack something.
   */
  inBlock('lossSum', () => 8),
  inBlock('firstStep', () => 4),
  inBlock('unsure', () => 4),
  /**
   * Of the step at hand: x, 1 and h packed for the product, [R/4][inputRows + 8U][4], and z_t,
   * [gatePanels][R][8].
   */
  inPlanes('hNow', (n) => (n.inputRows + 8 * n.unitPanels) * n.rows * 4),
  inPlanes('zNow', (n) => n.gatePanels * n.rows * ROW),
  /**
   * What the weight gradients take for h_{t−1}, t = 1..T, panels pastStride apart: h itself, or
   * what was really fed.
   */
  inPlanes('past', (n) => n.past * n.unitPanels * n.zStride),
  bytes('pastStride'),
  /** c_0..c_T of a cell with peepholes: [U][T+1][R][8], panels hStride apart. */
  inPlanes('cells', (n) => n.cells * n.unitPanels * n.hStride),
  /**
   * gate' = m⊙gate + a (i, f, g, o; r, z, n and a free place), with the belt's m as a fifth and, as
   * a sixth, what BPTT alone multiplies with on the belt: m and a [6][U][T or 1][8], panels
   * modifierStride apart, steps modifierStep (0 where all steps are alike).
   */
  inModifiers('multipliers', modifierBytes),
  inModifiers('addends', modifierBytes),
  bytes('modifierStride'),
  bytes('modifierStep'),
  /** For each t {@link SEVERED} or 0, i32 [T]; address 0 where there is no surgery. */
  inModifiers('severed', (n) => n.modified * n.operated * 4 * n.T),
  /**
   * Running vectors: c, ∂L/∂h through the next time step, ∂L/∂c, belt, rest, the loss's own ∂L/∂h:
   * [U][R][8]; dz: [gatePanels][R][8]; ∂L/∂x: [inputPanels][R][8].
   */
  inPlanes('c', unitsOfStep),
  inPlanes('dh', unitsOfStep),
  inPlanes('dc', unitsOfStep),
  inPlanes('belt', unitsOfStep),
  inPlanes('rest', unitsOfStep),
  inPlanes('lossGradient', unitsOfStep),
  inPlanes('dz', (n) => n.gatePanels * n.rows * ROW),
  inPlanes('dx', (n) => n.inputPanels * n.rows * ROW),
  /** Exponential gates: ν = ln n_t, and ∂L/∂ν: [U][R][8]. */
  inPlanes('normaliser', (n) => n.exponential * unitsOfStep(n)),
  inPlanes('dNormaliser', (n) => n.exponential * unitsOfStep(n)),
  /** Σ_t a_t h_t, which the readout reads in place of h_t, and its gradient: [U][R][8]. */
  inPlanes('pooled', (n) => n.pooled * unitsOfStep(n)),
  inPlanes('pooledGradient', (n) => n.pooled * n.keep * unitsOfStep(n)),
  /** a_t, [T][R]; and ∂L/∂(q·h_t), in the column of q: [T][R][8]. */
  inPlanes('attention', (n) => n.query * 4 * n.T * n.rows),
  inPlanes('querySlopes', (n) => n.query * n.keep * n.T * n.rows * ROW),
  /** {f64 sum of squares, f64 power of two} for hidden, cell, belt, rest, input: [5][T]. */
  inBlock('norms', profileBytes),
  /** The same, measured anew where those are unsure. */
  inBlock('remeasured', profileBytes),
] as const

type Field = (typeof PLAN_FIELDS)[number]
export type PlanField = Field['name']
/** Values of all fields, each an unsigned 32-bit number in the kernels' memory. */
export type WorkspacePlan = Record<PlanField, number>

/** What the sizes of the fields in an area depend on. */
export interface CountsOf {
  readonly parameters: ParameterCounts
  readonly block: WorkspaceCounts
  readonly planes: WorkspaceCounts
  readonly modifiers: WorkspaceCounts
}
export type Area = keyof CountsOf
/** The fields that are areas of this kind. */
export type AreaField<A extends Area> = Extract<Field, { area: A }>['name']
