/**
 * The WebAssembly kernels as TypeScript sees them. Addresses are byte offsets into the memory given
 * to them.
 */
import { PLAN_FIELDS } from './plan-fields.ts'

export interface Kernels {
  planBytes(): number
  forward(plan: number, block: number): void
  readout(plan: number, block: number): void
  loss(plan: number, block: number): void
  backward(plan: number, block: number, measure: number): void
  /**
   * The block's profile once more, if its last backward pass was unsure; overwrites what weight
   * gradients are summed from.
   */
  remeasure(plan: number, block: number): void
  gradients(plan: number, from: number, to: number, first: number, end: number): void
  squares(plan: number, from: number, to: number): void
  adam(plan: number, from: number, to: number, clip: number, rate: number, rootScale: number): void
  descend(
    plan: number,
    from: number,
    to: number,
    clip: number,
    rate: number,
    momentum: number,
  ): void
  packGate(plan: number, panel: number): void
  packReadout(plan: number, panel: number): void
  /** float64-rows.ts says it of these two. */
  rowsTimes(a: number, bytes: number, rows: number, v: number, out: number): void
  addRows(a: number, bytes: number, rows: number, u: number, out: number): void
  /** float64-product.ts says it of these three. */
  copyFloat64(
    from: number,
    fromRow: number,
    fromPanel: number,
    to: number,
    toRow: number,
    toPanel: number,
    rows: number,
    panels: number,
  ): void
  turnFloat64(from: number, stride: number, panels: number, depth: number, to: number): void
  multiplyFloat64(
    a: number,
    aPanels: number,
    b: number,
    bPanels: number,
    depth: number,
    out: number,
    goesOn: number,
  ): void
  sigmoid(z: number, values: number, slopes: number, bytes: number): void
  tanh(z: number, values: number, slopes: number, bytes: number): void
  softplus(z: number, values: number, slopes: number, bytes: number): void
  /** Natural logarithm, the same to the last bit wherever it runs. */
  log(x: number): number
  /** e^x in float64, within 1 ulp, the same to the last bit wherever it runs. */
  exp(x: number): number
}

export const PAGE = 65536
/** WebAssembly's 32-bit addresses end here. */
export const MAX_MEMORY = 2 ** 32

/** Shared memory of at least so many bytes: threads that work on one run all see it. */
export function allocate(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({
    initial: Math.ceil(bytes / PAGE),
    maximum: MAX_MEMORY / PAGE,
    shared: true,
  })
}

/**
 * The kernels, working on the given memory. Throws where they were built from another version of
 * the plan.
 */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const kernels = new WebAssembly.Instance(module, { env: { memory } })
    .exports as unknown as Kernels
  if (kernels.planBytes() !== 4 * PLAN_FIELDS.length)
    throw new Error('kernels.wasm is of another version; build again')
  return kernels
}
