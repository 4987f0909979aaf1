/** What the sizes of a memory plan's areas depend on (plan-fields.ts). */

/** What the sizes of the parameters' areas depend on. */
export interface ParameterCounts {
  /** I + 1 (with peepholes I + 2) rounded up to 4. */
  readonly inputRows: number
  /** Panels of 8 inputs, hidden units (U), gate units (G·U) and outputs. */
  readonly inputPanels: number
  readonly unitPanels: number
  readonly gatePanels: number
  readonly outputPanels: number
  /** Of all weights together. */
  readonly weightBytes: number
}

/** What the sizes of a workspace's areas depend on. */
export interface WorkspaceCounts extends ParameterCounts {
  /** Time steps, and those that carry a target. */
  readonly T: number
  readonly L: number
  /** R, rows of a block. */
  readonly rows: number
  readonly xStride: number
  readonly hStride: number
  readonly zStride: number
  readonly yStride: number
  readonly modifierStride: number
  /** Each 1 or 0: whether what BPTT needs of every time step is kept; whether it is an LSTM. */
  readonly keep: number
  readonly lstm: number
  /** Whether the LSTM's gates and states are recorded. */
  readonly record: number
  /** Whether f_t is recorded apart from BPTT's factor on the belt: a cut belt has another one. */
  readonly recordF: number
  /** Whether what was fed for h_{t−1} is kept apart from h: it differs where gates are severed. */
  readonly past: number
  /** Whether the gates are exponential. */
  readonly exponential: number
  /** Whether c_t of every time step is kept, for the gradients of peepholes. */
  readonly cells: number
  /** Whether the readout reads all h_t, and whether with a query. */
  readonly pooled: number
  readonly query: number
  /** Whether gates are modified at all, and whether by surgery. */
  readonly modified: number
  readonly operated: number
}
