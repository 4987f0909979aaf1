/**
 * What every kernel needs to know of a net and its workspace: sizes, then byte addresses in linear
 * memory. The same fields, in the same order, are written by ../plan.ts; a test holds the two
 * together.
 *
 * All matrices over rows and columns are stored in panels of 8 columns: [panel][row][8] floats. A
 * row block is R rows (sequences) of the batch, R = 8, or 4 for batches of up to 4; it goes through
 * all T time steps by itself, so row blocks are independent until their weight gradients are added.
 */
@unmanaged
export class WorkspacePlan {
  /**
   * G: 1 (RNN) or 4 (LSTM: i, f, g, o; GRU: r, z, and the two halves of n's map, that of x and that
   * of h).
   */
  blocks: i32
  /** T. */
  timeSteps: i32
  /** L: the last L time steps carry a target. */
  answers: i32
  /** I + 1: the bias is the weight of a constant input 1, which stands last. */
  inputs: i32
  /** inputs rounded up to 4: rows of the weight panels that belong to the input. */
  inputRows: i32
  /** Panels of 8 inputs. */
  inputPanels: i32
  /** H. */
  hidden: i32
  /** U: panels of 8 hidden units. */
  unitPanels: i32
  /** G·U. */
  gatePanels: i32
  /** O. */
  outputs: i32
  outputPanels: i32
  /** R. */
  rows: i32
  /** 0: mean squared error, 1: cross-entropy. */
  loss: i32
  /** 1 keeps gates and states of every time step for inspection. */
  record: i32
  /** 1 keeps what BPTT needs of every time step; 0 (evaluation) keeps one. */
  keep: i32
  /** Batch rows in use, B. */
  batch: i32
  /** What is unlike the standard cell: the bits below. */
  flags: i32

  /**
   * Weights [gatePanels][inputRows + 8U][8], then readout [outputPanels][8U + 4][8] (row 8U is the
   * bias).
   */
  weights: usize
  /** The same layout: gradients, first and second moments. */
  gradients: usize
  moment1: usize
  moment2: usize
  /** W_hh and W_ih by what they are multiplied with in BPTT: [U + inputPanels][8·gatePanels][8]. */
  backWeights: usize
  /** Readout likewise: [U][8·outputPanels][8]. */
  backReadout: usize
  /** f64 sums of squares, one a panel of weights. */
  squares: usize

  /** Inputs, targets and results of the first row block, and the distance to the next. */
  block: usize
  blockBytes: usize
  /**
   * What a row block goes through, and the distance to the next block's: 0 where one thread takes
   * one block after another, so that the same memory serves all and stays in the cache.
   */
  planes: usize
  planeBytes: usize

  /** Within a block. x: [inputPanels][T][R][8], distance between panels xStride. */
  x: usize
  xStride: usize
  /** h_0..h_T: [U][T+1][R][8]. */
  h: usize
  hStride: usize
  /** The factors of dz, then dz: [gatePanels][T][R][8]; stepStride is R·32, or 0 without keep. */
  z: usize
  zStride: usize
  stepStride: usize
  /**
   * What BPTT multiplies with on the belt, f_t unless it is severed, and o_t(1 − tanh² c_t) (LSTM):
   * [U][T][R][8], distance zStride.
   */
  forget: usize
  outputSlope: usize
  /**
   * i_t, f_t (`forget` where there is no surgery), g_t, o_t, c_t when recording: [U][T][R][8] each.
   */
  recordI: usize
  recordF: usize
  recordG: usize
  recordO: usize
  recordC: usize
  /** Targets, readout, its gradient: [outputPanels][L][R][8]. */
  y: usize
  logits: usize
  dLogits: usize
  yStride: usize
  /** Weight of each counted position in the mean: [L][R]. */
  share: usize
  /**
   * f64 loss of the block; i32 first time step with a non-zero gradient; i32 whether the norms may
   * lack something.
   */
  lossSum: usize
  firstStep: usize
  unsure: usize
  /**
   * Of the step at hand: x, 1 and h packed for the product, [R/4][inputRows + 8U][4], and z_t,
   * [gatePanels][R][8]; in BPTT z's place holds dz_t packed, [R/4][8·gatePanels][4].
   */
  hNow: usize
  zNow: usize
  /**
   * What the weight gradients take for h_{t−1}, t = 1..T, distance pastStride: h itself, or what
   * was really fed.
   */
  past: usize
  pastStride: usize
  /**
   * Surgery, for all blocks: gate' = m⊙gate + a, with the belt's m as a fifth and, as a sixth, what
   * BPTT alone multiplies with on the belt: m and a [6][U][T or 1][8], panels modifierStride apart,
   * steps modifierStep (0 where all steps are alike); and for each t 1 where h_{t−1} is kept from
   * the gates, 2 where only their gradient is kept from h_{t−1}, i32 [T] (address 0: nowhere).
   */
  multipliers: usize
  addends: usize
  modifierStride: usize
  modifierStep: usize
  severed: usize
  /**
   * Running vectors: c, ∂L/∂h through the next time step, ∂L/∂c, belt, rest, the loss's own ∂L/∂h:
   * [U][R][8]; dz: [gatePanels][R][8]; ∂L/∂x: [inputPanels][R][8].
   */
  c: usize
  dh: usize
  dc: usize
  belt: usize
  rest: usize
  lossGradient: usize
  dz: usize
  dx: usize
  /**
   * {f64 sum of squares, f64 power-of-two exponent} for hidden, cell, belt, rest, input: [5][T].
   */
  norms: usize
  /** The same, measured anew where those are unsure. */
  remeasured: usize
}

/** Bits of Plan.form. The first says that any of the next three or the modifiers matter. */
export const OPERATED: i32 = 1
/** i = 1 − f. */
export const COUPLED: i32 = 2
/** g = z_g. */
export const PLAIN_CANDIDATE: i32 = 4
/** h = o⊙c. */
export const PLAIN_OUTPUT: i32 = 8
export const GRU: i32 = 16

/** Floats of a panel row, in bytes. */
export const ROW: usize = 32
