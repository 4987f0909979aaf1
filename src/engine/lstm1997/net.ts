/**
 * The memory cell of 1997, and how it learns: Hochreiter & Schmidhuber, Long short-term memory,
 * Neural Computation 9:1735, appendix A.1. Numbers in brackets are the paper's equations, and names
 * are the paper's:
 *
 *   in_j, out_j   input and output gate of memory cell block j   y^u     activation of unit u
 *   c             a memory cell, one of S in its block            net_u   its net input
 *   s_c           its internal state                              e_u     its error −∂E/∂net_u (18)
 *
 * There is no forget gate: s_c is a plain sum over time, the constant error carrousel. Each time
 * step sets the inputs, then computes the hidden layer from them and from the hidden layer one step
 * earlier, then the outputs from the cells (section 5).
 *
 * Learning is truncated: an error that leaves a memory cell, through a gate or through the cell's
 * input, changes the weights there and goes no further back. So all that a weight's past amounts to
 * is one number per state, ∂s_c/∂w, which is carried forward with the state; nothing is unrolled,
 * and a step costs the same however long the sequence is.
 */
import { type Architecture, type Layout, type Lstm1997Weights, layoutOf } from './architecture.ts'
import { Sources } from './sources.ts'

export class Lstm1997Net {
  readonly layout: Layout
  /** s_c, [C·S]. */
  readonly state: Float64Array
  /** ∂s_c/∂w_cm by the cell's own weights, [C·S, M]. */
  readonly stateByCell: Float64Array
  /** ∂s_c/∂w_in,m by the weights of its block's input gate, [C·S, M]. */
  readonly stateByGate: Float64Array
  /** y^k, [K]. */
  readonly answer: Float64Array

  private readonly sources: Sources
  /** y^u(t) of the hidden units, [U]. */
  private readonly y: Float64Array
  /** σ(net_c) and σ(s_c), of which g and h and their slopes are made, [C·S]. */
  private readonly sigmaNet: Float64Array
  private readonly sigmaState: Float64Array
  /** e_k, [K]. */
  private readonly error: Float64Array
  private readonly change: Lstm1997Weights
  private readonly linear: boolean

  /** Learns in place: the weights are changed. `exp` is e^x, the same everywhere (the kernels'). */
  constructor(
    readonly architecture: Architecture,
    readonly weights: Lstm1997Weights,
    private readonly exp: (x: number) => number,
  ) {
    this.layout = layoutOf(architecture)
    this.linear = architecture.readout === 'linear'
    const { cells: N, units: U, sources: M } = this.layout
    const K = architecture.output
    this.state = new Float64Array(N)
    this.stateByCell = new Float64Array(N * M)
    this.stateByGate = new Float64Array(N * M)
    this.answer = new Float64Array(K)
    this.sources = new Sources(architecture.input, M)
    this.y = new Float64Array(U)
    this.sigmaNet = new Float64Array(N)
    this.sigmaState = new Float64Array(N)
    this.error = new Float64Array(K)
    this.change = { hidden: new Float64Array(U * M), output: new Float64Array(K * (N + 1)) }
  }

  /** Before a sequence: activations, states and their derivatives are 0. */
  reset(): void {
    this.y.fill(0)
    this.state.fill(0)
    this.stateByCell.fill(0)
    this.stateByGate.fill(0)
  }

  /** One time step of the hidden layer; its inputs are x[at..at + I − 1]. */
  step(x: ArrayLike<number>, at: number): void {
    const { blocks: C, blockSize: S } = this.architecture
    const { y, state, sigmaNet, sigmaState } = this
    this.sources.read(x, at, y)
    for (let j = 0; j < C; j++) {
      y[j] = this.squash(this.net(j)) //                               y^in = f(net_in) (7)
      y[C + j] = this.squash(this.net(C + j)) //                       y^out = f(net_out) (8)
      for (let c = j * S; c < (j + 1) * S; c++) {
        sigmaNet[c] = this.squash(this.net(2 * C + c))
        // s_c(t) = s_c(t−1) + y^in g(net_c) (9)
        state[c] += y[j] * (4 * sigmaNet[c] - 2)
        sigmaState[c] = this.squash(state[c])
        y[2 * C + c] = y[C + j] * (2 * sigmaState[c] - 1) //           y^c = y^out h(s_c) (9)
      }
    }
  }

  /** After a step: what each state's derivatives gain by it. */
  carry(): void {
    const { blocks: C, blockSize: S } = this.architecture
    const { y, sigmaNet } = this
    for (let j = 0; j < C; j++) {
      const slopeIn = y[j] * (1 - y[j]) // f'(net_in)
      for (let c = j * S; c < (j + 1) * S; c++) {
        const sigma = sigmaNet[c]
        this.carryState(c, (4 * sigma - 2) * slopeIn, 4 * sigma * (1 - sigma) * y[j])
      }
    }
  }

  /** y^k = f(net_k) of this time step's cells; y^k = net_k in a net with a linear readout. */
  respond(): Float64Array {
    const { answer, weights, y, linear } = this
    const { cells: N } = this.layout
    const first = y.length - N
    for (let k = 0; k < answer.length; k++) {
      const row = k * (N + 1)
      let net = weights.output[row + N]
      for (let c = 0; c < N; c++) net += weights.output[row + c] * y[first + c]
      answer[k] = linear ? net : this.squash(net)
    }
    return answer
  }

  /**
   * After {@link carry} and {@link respond}: adds what the step's error, against target[at..at + K
   * − 1], asks of the weights.
   */
  learn(target: ArrayLike<number>, at: number, rate: number): void {
    const { blocks: C, blockSize: S } = this.architecture
    const { answer, error, y, sigmaState, linear } = this
    for (let k = 0; k < answer.length; k++) {
      // e_k = f'(net_k) (t^k − y^k) (19)
      error[k] = (linear ? 1 : answer[k] * (1 - answer[k])) * (target[at + k] - answer[k])
      this.learnOutput(k, rate * error[k])
    }
    for (let j = 0; j < C; j++) {
      const open = y[C + j]
      let atGate = 0
      for (let c = j * S; c < (j + 1) * S; c++) {
        const sigma = sigmaState[c]
        const arriving = this.arrivingAt(c)
        atGate += (2 * sigma - 1) * arriving
        // e_s = y^out h'(s_c) Σ_k w_kc e_k (23)
        this.learnState(j, c, rate * open * 2 * sigma * (1 - sigma) * arriving)
      }
      // e_out = f'(net_out) Σ_c h(s_c) Σ_k w_kc e_k (21)
      this.learnOutputGate(C + j, rate * open * (1 - open) * atGate)
    }
  }

  /**
   * The weights take what they learned, all at once: "the sum of the contributions of all time
   * steps".
   */
  update(): void {
    const { weights, change, layout } = this
    for (const layer of ['hidden', 'output'] as const) {
      const present = layout.present[layer]
      for (let n = 0; n < present.length; n++)
        if (present[n] === 1) weights[layer][n] += change[layer][n]
      change[layer].fill(0)
    }
  }

  /** net_u = Σ_m w_um y^m. */
  private net(unit: number): number {
    return this.sources.weighted(this.weights.hidden, unit * this.layout.sources)
  }

  /**
   * f(x) = σ(x) = 1/(1 + e^−x) (3); h = 2σ − 1 (4) and g = 4σ − 2 (5) are made of it, their slopes
   * of σ' = σ(1 − σ).
   */
  private squash(x: number): number {
    return 1 / (1 + this.exp(-x))
  }

  /**
   * ∂s_c/∂w_in,m += g(net_c) f'(net_in) y^m (25) and ∂s_c/∂w_cm += g'(net_c) y^in y^m (27); what
   * stands before y^m is given.
   */
  private carryState(c: number, byGate: number, byCell: number): void {
    const row = c * this.layout.sources
    this.sources.addTo(this.stateByGate, row, byGate)
    this.sources.addTo(this.stateByCell, row, byCell)
  }

  /** Δw_kc += α e_k y^c (22); `step` is α e_k. */
  private learnOutput(k: number, step: number): void {
    const { change, y } = this
    const { cells: N, units: U } = this.layout
    const row = k * (N + 1)
    for (let c = 0; c < N; c++) change.output[row + c] += step * y[U - N + c]
    change.output[row + N] += step
  }

  /** Σ_k w_kc e_k. */
  private arrivingAt(c: number): number {
    const { error, weights } = this
    const { cells: N } = this.layout
    let sum = 0
    for (let k = 0; k < error.length; k++) sum += weights.output[k * (N + 1) + c] * error[k]
    return sum
  }

  /** Δw_out,m += α e_out y^m (22); `step` is α e_out. */
  private learnOutputGate(unit: number, step: number): void {
    this.sources.addTo(this.change.hidden, unit * this.layout.sources, step)
  }

  /** Δw_in,m += α e_s ∂s_c/∂w_in,m (26) and Δw_cm += α e_s ∂s_c/∂w_cm (28); `step` is α e_s. */
  private learnState(j: number, c: number, step: number): void {
    const { change, stateByGate, stateByCell } = this
    const { sources: M } = this.layout
    const gate = j * M
    const cell = (2 * this.architecture.blocks + c) * M
    for (let m = 0; m < M; m++) {
      change.hidden[gate + m] += step * stateByGate[c * M + m]
      change.hidden[cell + m] += step * stateByCell[c * M + m]
    }
  }
}
