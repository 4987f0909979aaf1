/**
 * Where everything of a net lies in the kernels' memory, in bytes. Known before anything is
 * allocated, so that a spec beyond what the machine has can be refused with the figure.
 */
import type { Loss, Sizes } from './types.ts'

/** A net together with the sequences that it is to be run on. */
export interface Shape {
  readonly sizes: Sizes
  /** T, time steps. */
  readonly T: number
  /** B, sequences of a batch. */
  readonly B: number
  /** L: targets stand at the last L time steps. */
  readonly L: number
  readonly loss: Loss
  /** Keeps gates and states of every time step, for inspection. */
  readonly record: boolean
  /** Keeps what BPTT needs of every time step; false for evaluation, which needs one. */
  readonly keep: boolean
  /** Several threads work on it, so each row block needs planes of its own; so does recording. */
  readonly shared: boolean
  /**
   * Surgery may be done on it: room for what a gate is multiplied by and what is added, time step
   * by time step.
   */
  readonly operated?: boolean
}

/**
 * The fields of engine/wasm/memory-plan.ts, in its order; each is an unsigned 32-bit number there.
 */
export const PLAN_FIELDS = [
  'blocks',
  'timeSteps',
  'answers',
  'inputs',
  'inputRows',
  'inputPanels',
  'hidden',
  'unitPanels',
  'gatePanels',
  'outputs',
  'outputPanels',
  'rows',
  'loss',
  'record',
  'keep',
  'batch',
  'flags',
  'weights',
  'gradients',
  'moment1',
  'moment2',
  'backWeights',
  'backReadout',
  'squares',
  'block',
  'blockBytes',
  'planes',
  'planeBytes',
  'x',
  'xStride',
  'h',
  'hStride',
  'z',
  'zStride',
  'stepStride',
  'forget',
  'outputSlope',
  'recordI',
  'recordF',
  'recordG',
  'recordO',
  'recordC',
  'y',
  'logits',
  'dLogits',
  'yStride',
  'share',
  'lossSum',
  'firstStep',
  'unsure',
  'hNow',
  'zNow',
  'past',
  'pastStride',
  'multipliers',
  'addends',
  'modifierStride',
  'modifierStep',
  'severed',
  'c',
  'dh',
  'dc',
  'belt',
  'rest',
  'lossGradient',
  'dz',
  'dx',
  'norms',
  'remeasured',
] as const
export type WorkspacePlan = Record<(typeof PLAN_FIELDS)[number], number>

/**
 * Gate blocks in the kernels: the GRU's candidate has a block for its half of x and one for its
 * half of h.
 */
const blocksInside = ({ cell }: Sizes): number => (cell === 'rnn' ? 1 : 4)

/**
 * Whether gates are modified at all: by surgery, or because the variant is a gate that stands still
 * or is coupled.
 */
const isModified = ({ sizes, operated }: Shape): boolean =>
  sizes.cell === 'lstm' &&
  sizes.variant !== 'gru' &&
  (operated || (sizes.variant ?? 'standard') !== 'standard')

/** Bytes of a panel row of 8 floats. */
const ROW = 32
/** Below this lie the kernels' own constants and the plans. */
export const FIRST_FREE = 65536
const PANELS = (n: number) => Math.ceil(n / 8)

/** Adds up areas, each aligned to a cache line. */
class Area {
  constructor(public end: number) {}
  take(bytes: number): number {
    const at = this.end
    this.end += Math.ceil(bytes / 64) * 64
    return at
  }
}

/**
 * A distance of at least so many bytes that is an odd number of cache lines, so that panels don't
 * share cache sets.
 */
const stride = (bytes: number) => (Math.ceil(bytes / 64) | 1) * 64

/** The part of a plan that depends on the net alone; two workspaces may share it. Ends at `end`. */
export function planParameters(sizes: Sizes, from: number) {
  const area = new Area(from)
  const unitPanels = PANELS(sizes.hidden)
  const gatePanels = blocksInside(sizes) * unitPanels
  const inputs = sizes.input + 1
  const inputRows = Math.ceil(inputs / 4) * 4
  const inputPanels = PANELS(inputRows)
  const outputPanels = PANELS(sizes.output)
  const recurrent = gatePanels * (inputRows + 8 * unitPanels) * ROW
  const all = recurrent + outputPanels * (8 * unitPanels + 4) * ROW
  const plan = {
    blocks: blocksInside(sizes),
    inputs,
    inputRows,
    inputPanels,
    hidden: sizes.hidden,
    unitPanels,
    gatePanels,
    outputs: sizes.output,
    outputPanels,
    weights: area.take(all),
    gradients: area.take(all),
    moment1: area.take(all),
    moment2: area.take(all),
    backWeights: area.take((unitPanels + inputPanels) * 8 * gatePanels * ROW),
    backReadout: area.take(unitPanels * 8 * outputPanels * ROW),
    squares: area.take(8 * (gatePanels + outputPanels)),
  }
  return { plan, bytes: all, recurrentBytes: recurrent, end: area.end }
}

/** A whole plan: the net's parameters as planned, and a workspace from `from` on. Ends at `end`. */
export function planWorkspace(
  shape: Shape,
  parameters: ReturnType<typeof planParameters>,
  from: number,
) {
  const { T, B, L } = shape
  const { unitPanels: U, gatePanels, inputPanels, outputPanels } = parameters.plan
  const rows = B <= 4 ? 4 : 8
  const xStride = stride(T * rows * ROW)
  const hStride = stride((T + 1) * rows * ROW)
  const zStride = stride((shape.keep ? T : 1) * rows * ROW)
  const yStride = stride(L * rows * ROW)
  const units = U * rows * ROW
  const cellState = shape.sizes.cell === 'lstm'
  const apartPast = cellState && shape.operated === true && shape.keep
  // Where the belt may be cut, BPTT's factor on it is no longer f_t.
  const keptApart = cellState && shape.operated === true && shape.record === true
  const inBlock = new Area(0)
  const ofSequences = {
    x: inBlock.take(inputPanels * xStride),
    y: inBlock.take(outputPanels * yStride),
    logits: inBlock.take(outputPanels * yStride),
    dLogits: inBlock.take(outputPanels * yStride),
    share: inBlock.take(L * rows * 4),
    lossSum: inBlock.take(8),
    firstStep: inBlock.take(4),
    unsure: inBlock.take(4),
    norms: inBlock.take(shape.keep ? 5 * T * 16 : 0),
    remeasured: inBlock.take(shape.keep ? 5 * T * 16 : 0),
  }
  const inPlanes = new Area(0)
  const plane = (present: boolean) => inPlanes.take(present ? U * zStride : 0)
  const ofStates = {
    h: inPlanes.take(U * hStride),
    z: inPlanes.take(gatePanels * zStride),
    forget: plane(cellState),
    outputSlope: plane(cellState),
    recordI: plane(cellState && shape.record),
    recordF: plane(keptApart),
    recordG: plane(cellState && shape.record),
    recordO: plane(cellState && shape.record),
    recordC: plane(cellState && shape.record),
    hNow: inPlanes.take((parameters.plan.inputRows + 8 * U) * rows * 4),
    zNow: inPlanes.take(gatePanels * rows * ROW),
    past: inPlanes.take(apartPast ? U * zStride : 0),
    c: inPlanes.take(units),
    dh: inPlanes.take(units),
    dc: inPlanes.take(units),
    belt: inPlanes.take(units),
    rest: inPlanes.take(units),
    lossGradient: inPlanes.take(units),
    dz: inPlanes.take(gatePanels * rows * ROW),
    dx: inPlanes.take(inputPanels * rows * ROW),
  }
  const blockBytes = stride(inBlock.end)
  const planeBytes = stride(inPlanes.end)
  const rowBlocks = Math.ceil(B / rows)
  const apart = shape.shared || shape.record
  const inNet = new Area(from + rowBlocks * blockBytes + (apart ? rowBlocks : 1) * planeBytes)
  const modifiers = planModifiers(shape, U, inNet)
  const plan: WorkspacePlan = {
    ...parameters.plan,
    ...ofSequences,
    ...ofStates,
    ...modifiers,
    recordF: keptApart ? ofStates.recordF : ofStates.forget,
    past: apartPast ? ofStates.past : ofStates.h,
    pastStride: apartPast ? zStride : hStride,
    flags: 0,
    timeSteps: T,
    answers: L,
    rows,
    loss: shape.loss === 'mse' ? 0 : 1,
    record: shape.record && cellState ? 1 : 0,
    keep: shape.keep ? 1 : 0,
    batch: B,
    block: from,
    blockBytes,
    planes: from + rowBlocks * blockBytes,
    planeBytes: apart ? planeBytes : 0,
    xStride,
    hStride,
    zStride,
    yStride,
    stepStride: shape.keep ? rows * ROW : 0,
  }
  return { plan, rowBlocks, end: inNet.end }
}

/**
 * Multipliers and addends of four gates, the belt, and the belt of BPTT: for each time step under
 * surgery, once for all in a variant.
 */
function planModifiers(shape: Shape, U: number, area: Area) {
  const modified = isModified(shape)
  const steps = shape.operated ? shape.T : 1
  const modifierStride = steps * ROW
  const bytes = modified ? 6 * U * modifierStride : 0
  return {
    multipliers: area.take(bytes),
    addends: area.take(bytes),
    modifierStride,
    modifierStep: shape.operated ? ROW : 0,
    severed: modified && shape.operated ? area.take(4 * shape.T) : 0,
  }
}

/** Bytes that a net needs with all the given workspaces. */
export function memoryOf(...shapes: readonly Shape[]): number {
  const parameters = planParameters(shapes[0].sizes, FIRST_FREE)
  return shapes.reduce((end, shape) => planWorkspace(shape, parameters, end).end, parameters.end)
}
