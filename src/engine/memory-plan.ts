/**
 * Where everything of a net lies in the kernels' memory, in bytes. Known before anything is
 * allocated, so that a spec beyond what the machine has can be refused with the figure.
 */
import type { ParameterCounts, WorkspaceCounts } from './plan-counts.ts'
import {
  type Area,
  type AreaField,
  CACHE_LINE,
  type CountsOf,
  PLAN_FIELDS,
  type PlanField,
  POOLING,
  ROW,
  type WorkspacePlan,
} from './plan-fields.ts'
import { hasPeepholes, hasQuery, isExponential, type Loss, type Sizes } from './types.ts'

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
 * Gate blocks in the kernels: the GRU's candidate has a block for its half of x and one for its
 * half of h.
 */
const blocksInside = ({ cell }: Sizes): number => (cell === 'rnn' ? 1 : 4)

/**
 * Whether gates are modified at all: by surgery, or because the variant is a gate that stands still
 * or is coupled.
 */
const isModified = ({ sizes, operated = false }: Shape): boolean =>
  sizes.cell === 'lstm' &&
  (operated || !(['standard', 'gru'] as unknown[]).includes(sizes.variant ?? 'standard'))

/** Below this lie the kernels' own constants and the plans. */
export const FIRST_FREE = 65536
const panelsOf = (columns: number) => Math.ceil(columns / 8)

/**
 * A distance of at least so many bytes that is an odd number of cache lines, so that panels don't
 * share cache sets.
 */
const stride = (bytes: number) => (Math.ceil(bytes / CACHE_LINE) | 1) * CACHE_LINE

/** Gives each field of an area its address, from `from` on, at a cache line. Ends at `end`. */
function placeArea<A extends Area>(area: A, counts: CountsOf[A], from: number) {
  let end = from
  const at: Partial<Record<PlanField, number>> = {}
  for (const field of PLAN_FIELDS) {
    if (!('area' in field) || field.area !== area) continue
    at[field.name] = end
    const size = field.size as (counts: CountsOf[A]) => number
    end += Math.ceil(size(counts) / CACHE_LINE) * CACHE_LINE
  }
  return { at: at as Record<AreaField<A>, number>, end }
}

/** The part of a plan that depends on the net alone; two workspaces may share it. Ends at `end`. */
export function planParameters(sizes: Sizes, from: number) {
  const blocks = blocksInside(sizes)
  const unitPanels = panelsOf(sizes.hidden)
  const gatePanels = blocks * unitPanels
  const inputs = sizes.input + 1
  const inputRows = Math.ceil((inputs + Number(hasPeepholes(sizes))) / 4) * 4
  const panels = {
    inputRows,
    inputPanels: panelsOf(inputRows),
    unitPanels,
    gatePanels,
    outputPanels: panelsOf(sizes.output + Number(hasQuery(sizes))),
  }
  const readoutRows = panels.outputPanels * (8 * unitPanels + 4)
  const weightBytes = (gatePanels * (inputRows + 8 * unitPanels) + readoutRows) * ROW
  const counts: ParameterCounts = { ...panels, weightBytes }
  const { at, end } = placeArea('parameters', counts, from)
  const pooling = POOLING[sizes.readout ?? 'none']
  const numbers = {
    blocks,
    inputs,
    hidden: sizes.hidden,
    outputs: sizes.output,
    pooling,
    ...panels,
  }
  return { plan: { ...numbers, ...at }, counts, end }
}

/** What the sizes of a shape's workspace depend on. */
function countsOf(shape: Shape, parameters: ParameterCounts): WorkspaceCounts {
  const { T, B, L } = shape
  const rows = B <= 4 ? 4 : 8
  const lstm = shape.sizes.cell === 'lstm'
  const operated = shape.operated === true
  return {
    ...parameters,
    T,
    L,
    rows,
    xStride: stride(T * rows * ROW),
    hStride: stride((T + 1) * rows * ROW),
    zStride: stride((shape.keep ? T : 1) * rows * ROW),
    yStride: stride(L * rows * ROW),
    modifierStride: (operated ? T : 1) * ROW,
    keep: Number(shape.keep),
    lstm: Number(lstm),
    record: Number(lstm && shape.record),
    recordF: Number(lstm && shape.record && operated),
    past: Number(lstm && shape.keep && operated),
    exponential: Number(isExponential(shape.sizes)),
    cells: Number(shape.keep && hasPeepholes(shape.sizes)),
    pooled: Number(shape.sizes.readout !== undefined),
    query: Number(hasQuery(shape.sizes)),
    modified: Number(isModified(shape)),
    operated: Number(operated),
  }
}

/** A whole plan: the net's parameters as planned, and a workspace from `from` on. Ends at `end`. */
export function planWorkspace(
  shape: Shape,
  parameters: ReturnType<typeof planParameters>,
  from: number,
) {
  const counts = countsOf(shape, parameters.counts)
  const { rows, keep, record, xStride, hStride, zStride, yStride, modifierStride } = counts
  const block = placeArea('block', counts, 0)
  const inPlanes = placeArea('planes', counts, 0)
  const blockBytes = stride(block.end)
  const planeBytes = stride(inPlanes.end)
  const rowBlocks = Math.ceil(shape.B / rows)
  const planes = from + rowBlocks * blockBytes
  const apart = shape.shared || shape.record
  const behind = planes + (apart ? rowBlocks : 1) * planeBytes
  const modifiers = placeArea('modifiers', counts, behind)
  const { h, forget, recordF, past } = inPlanes.at
  const plan: WorkspacePlan = {
    ...parameters.plan,
    ...block.at,
    ...inPlanes.at,
    ...modifiers.at,
    recordF: counts.recordF ? recordF : forget,
    past: counts.past ? past : h,
    pastStride: counts.past ? zStride : hStride,
    severed: counts.modified && counts.operated ? modifiers.at.severed : 0,
    modifierStride,
    modifierStep: shape.operated ? ROW : 0,
    flags: 0,
    timeSteps: shape.T,
    answers: shape.L,
    rows,
    loss: shape.loss === 'mse' ? 0 : 1,
    record,
    keep,
    batch: shape.B,
    block: from,
    blockBytes,
    planes,
    planeBytes: apart ? planeBytes : 0,
    xStride,
    hStride,
    zStride,
    yStride,
    stepStride: shape.keep ? rows * ROW : 0,
  }
  return { plan, rowBlocks, end: modifiers.end }
}

/** Bytes that a net needs with all the given workspaces. */
export function memoryOf(...shapes: readonly Shape[]): number {
  const parameters = planParameters(shapes[0].sizes, FIRST_FREE)
  return shapes.reduce((end, shape) => planWorkspace(shape, parameters, end).end, parameters.end)
}
