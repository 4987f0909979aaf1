/**
 * One training step, as every thread of a thread group runs it. The batch's row blocks are
 * independent through the whole sequence, so the threads meet only three times: when all dz are
 * there, when the gradients' norm is known, and when the weights are new. Who computes what changes
 * nothing: every sum belongs to one thread and has one order.
 */
import type { Kernels } from './kernels.ts'

/**
 * What BPTT is to measure: nothing; the norms of ∂L/∂h_t and ∂L/∂c_t; or the belt, the rest and
 * ∂L/∂x_t as well.
 */
export const MEASURE = { nothing: 0, states: 1, everything: 2 } as const
export type Measure = (typeof MEASURE)[keyof typeof MEASURE]

/** The part of a thread group that a thread is: `rank` of `size`. */
export interface ThreadShare {
  readonly rank: number
  readonly size: number
}
export const SINGLE_THREAD: ThreadShare = { rank: 0, size: 1 }

/** Addresses and sizes of a net in memory; plain data, to be sent to other threads. */
export interface NetPlace {
  /** Address of the kernels' plan. */
  readonly plan: number
  readonly rowBlocks: number
  /** Row blocks take turns in the same planes: each must be summed before the next one comes. */
  readonly inTurn: boolean
  readonly gatePanels: number
  readonly outputPanels: number
  /** Bytes of a gate panel and of a readout panel of weights. */
  readonly gateBytes: number
  readonly readoutBytes: number
  /** Address of the f64 sums of squares, one a panel. */
  readonly squares: number
}

/** The update that a step ends in. */
export interface Update {
  readonly optimizer: 'adam' | 'momentum' | 'sgd'
  /** Largest global gradient norm; Infinity for no clipping. */
  readonly clip: number
  /** α/(1 − β1^t) for Adam, else the learning rate. */
  readonly rate: number
  /** 1/√(1 − β2^t) for Adam. */
  readonly rootScale: number
}

/** The part [from, to) of n pieces that falls to a share. */
function part(n: number, { rank, size }: ThreadShare): [number, number] {
  return [Math.floor((n * rank) / size), Math.floor((n * (rank + 1)) / size)]
}

/** h_1..h_T, readout, loss and (if `measure` is not null) BPTT of one row block. */
function runBlock(k: Kernels, net: NetPlace, block: number, measure: Measure | null): void {
  k.forward(net.plan, block)
  k.readout(net.plan, block)
  k.loss(net.plan, block)
  if (measure !== null) k.backward(net.plan, block, measure)
}

/** The same for this share's row blocks. */
export function runSequences(
  k: Kernels,
  net: NetPlace,
  share: ThreadShare,
  measure: Measure | null,
): void {
  const [from, to] = part(net.rowBlocks, share)
  for (let block = from; block < to; block++) runBlock(k, net, block, measure)
}

/**
 * All row blocks with everything measured, and once more in wasm/extended-float.ts's numbers where
 * float32 was unsure; with ∂L/∂W if asked, which is summed before that overwrites what it is the
 * sum of.
 */
export function measureSequences(k: Kernels, net: NetPlace, summing: boolean): void {
  for (let block = 0; block < net.rowBlocks; block++) {
    runBlock(k, net, block, MEASURE.everything)
    if (summing) k.gradients(net.plan, 0, net.gatePanels + net.outputPanels, block, block + 1)
    k.remeasure(net.plan, block)
  }
}

/**
 * ∂L/∂W for this share's weight panels, after BPTT of all row blocks (which must not have been in
 * turn).
 */
export function sumGradients(k: Kernels, net: NetPlace, share: ThreadShare): void {
  const [from, to] = part(net.gatePanels + net.outputPanels, share)
  k.gradients(net.plan, from, to, 0, net.rowBlocks)
  k.squares(net.plan, from, to)
}

/** Both, one row block after another: what one has left is still in the cache when it is summed. */
function runAndSum(k: Kernels, net: NetPlace, measure: Measure): void {
  const panels = net.gatePanels + net.outputPanels
  for (let block = 0; block < net.rowBlocks; block++) {
    runBlock(k, net, block, measure)
    k.gradients(net.plan, 0, panels, block, block + 1)
  }
  k.squares(net.plan, 0, panels)
}

/** The L2 norm of the whole weight gradient. */
function gradientNorm(squares: Float64Array, net: NetPlace): number {
  let sum = 0
  for (let n = 0; n < net.gatePanels + net.outputPanels; n++) sum += squares[net.squares / 8 + n]
  return Math.sqrt(sum)
}

/** Moves this share's weights, and packs them for BPTT. `norm` is the global gradient norm. */
function updateWeights(
  k: Kernels,
  net: NetPlace,
  share: ThreadShare,
  norm: number,
  update: Update,
): void {
  // Clipping by global norm (Pascanu et al. 2013), in PyTorch's form.
  const clip = Math.min(1, update.clip / (norm + 1e-6))
  const [from, to] = part(net.gatePanels + net.outputPanels, share)
  const { gatePanels, gateBytes, readoutBytes } = net
  for (let panel = from; panel < to; panel++) {
    const gate = panel < gatePanels
    const start = gate
      ? panel * gateBytes
      : gatePanels * gateBytes + (panel - gatePanels) * readoutBytes
    const end = start + (gate ? gateBytes : readoutBytes)
    if (update.optimizer === 'adam')
      k.adam(net.plan, start, end, clip, update.rate, update.rootScale)
    else k.descend(net.plan, start, end, clip, update.rate, update.optimizer === 'momentum' ? 1 : 0)
    packPanel(k, net, panel)
  }
}

/** Copies all weights to where BPTT reads them. */
export function packPanels(k: Kernels, net: NetPlace): void {
  for (let panel = 0; panel < net.gatePanels + net.outputPanels; panel++) packPanel(k, net, panel)
}

/** The same for a panel of them. */
function packPanel(k: Kernels, net: NetPlace, panel: number): void {
  if (panel < net.gatePanels) k.packGate(net.plan, panel)
  else k.packReadout(net.plan, panel - net.gatePanels)
}

/**
 * The whole step: forward, BPTT, ∂L/∂W, clipping and the update. `squares` is the net's memory;
 * `synchronize` waits for the other threads of the thread group. Returns the L2 norm of ∂L/∂W
 * before clipping; where it is not finite the weights are left as they were.
 */
export function trainingStep(
  k: Kernels,
  net: NetPlace,
  share: ThreadShare,
  squares: Float64Array,
  update: Update,
  measure: Measure,
  synchronize: () => void,
): number {
  if (net.inTurn) {
    runAndSum(k, net, measure)
  } else {
    runSequences(k, net, share, measure)
    synchronize()
    sumGradients(k, net, share)
    synchronize()
  }
  const norm = gradientNorm(squares, net)
  if (Number.isFinite(norm)) updateWeights(k, net, share, norm, update)
  synchronize()
  return norm
}
