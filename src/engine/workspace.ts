/**
 * The sequences that a net works on: batches in, states and readouts out, between plain [T, B, I]
 * arrays and panels.
 */
import type { Shape } from './memory-plan.ts'
import type { WorkspacePlan } from './plan-fields.ts'

export class Workspace {
  private readonly floats: Float32Array
  /** Whether all positions count the same. */
  private even = false

  constructor(
    private readonly memory: WebAssembly.Memory,
    readonly shape: Shape,
    private readonly plan: WorkspacePlan,
    readonly rowBlocks: number,
  ) {
    this.floats = new Float32Array(memory.buffer)
    this.prepare()
  }

  /** Address, in floats, of row 0 of a block's area. */
  private at(block: number, area: number): number {
    return (this.plan.block + block * this.plan.blockBytes + area) / 4
  }

  /** The same in a block's planes of states. */
  private planesAt(block: number, area: number): number {
    return (this.plan.planes + block * this.plan.planeBytes + area) / 4
  }

  /** The constant input 1 behind the bias, and equal shares. */
  private prepare(): void {
    const { T, B, sizes } = this.shape
    const { rows, xStride } = this.plan
    for (let b = 0; b < B; b++) {
      const block = Math.floor(b / rows)
      const row = b % rows
      const one =
        this.at(block, this.plan.x) + ((sizes.input >> 3) * xStride) / 4 + (sizes.input & 7)
      for (let t = 0; t < T; t++) this.floats[one + (t * rows + row) * 8] = 1
    }
    this.setEvenShares()
  }

  /** Equal shares for all L·B positions: the loss is their mean. */
  private setEvenShares(): void {
    if (this.even) return
    const { B, L } = this.shape
    this.eachAnswer((_, block, row) => {
      this.floats[this.at(block, this.plan.share) + row] = 1 / (L * B)
    })
    this.even = true
  }

  /**
   * Weights of the counted positions, [L, B]; the loss is their weighted mean. All zero gives a
   * loss of zero.
   */
  setShares(weight: ArrayLike<number>): void {
    const { B, L } = this.shape
    let total = 0
    for (let n = 0; n < L * B; n++) total += weight[n]
    this.even = false
    this.eachAnswer((n, block, row) => {
      this.floats[this.at(block, this.plan.share) + row] = total > 0 ? weight[n] / total : 0
    })
  }

  /**
   * Calls back for every position [l, b] (n = l·B + b) with its block and its row among the block's
   * [L][R].
   */
  private eachAnswer(visit: (n: number, block: number, row: number) => void): void {
    const { B, L } = this.shape
    const { rows } = this.plan
    for (let n = 0; n < L * B; n++)
      visit(n, Math.floor((n % B) / rows), Math.floor(n / B) * rows + ((n % B) % rows))
  }

  /**
   * Takes over inputs [T, B, I], targets [L, B, O], and weights of the counted positions [L, B];
   * all count the same without.
   */
  setBatch(batch: {
    x: ArrayLike<number>
    y: ArrayLike<number>
    weight?: ArrayLike<number>
  }): void {
    if (batch.weight) this.setShares(batch.weight)
    else this.setEvenShares()
    this.scatter(batch.x, this.shape.T, this.shape.sizes.input, this.plan.x, this.plan.xStride)
    this.scatter(batch.y, this.shape.L, this.shape.sizes.output, this.plan.y, this.plan.yStride)
  }

  /** from [N, B, C] into panels at `area`. */
  private scatter(
    from: ArrayLike<number>,
    N: number,
    C: number,
    area: number,
    panelStride: number,
  ): void {
    const { B } = this.shape
    const { rows } = this.plan
    const { floats } = this
    for (let block = 0; block < this.rowBlocks; block++) {
      const here = Math.min(rows, B - block * rows)
      for (let c = 0; c < C; c++) {
        const base = this.at(block, area) + ((c >> 3) * panelStride) / 4 + (c & 7)
        for (let n = 0; n < N; n++) {
          const source = (n * B + block * rows) * C + c
          const to = base + n * rows * 8
          for (let row = 0; row < here; row++) floats[to + row * 8] = from[source + row * C]
        }
      }
    }
  }

  /**
   * Panels, from slot `first` on, as [N, B, C]; `start` gives the place of a block's first row, in
   * floats.
   */
  private gather(
    N: number,
    C: number,
    start: (block: number) => number,
    panelStride: number,
    first: number,
  ): Float32Array {
    const { B } = this.shape
    const { rows } = this.plan
    const out = new Float32Array(N * B * C)
    for (let b = 0; b < B; b++) {
      const base = start(Math.floor(b / rows)) + (b % rows) * 8
      for (let n = 0; n < N; n++) {
        for (let c = 0; c < C; c++) {
          out[(n * B + b) * C + c] =
            this.floats[base + (first + n) * rows * 8 + ((c >> 3) * panelStride) / 4 + (c & 7)]
        }
      }
    }
    return out
  }

  /** h_1..h_T, [T, B, H]; only where row blocks have planes of their own (recording). */
  hidden(): Float32Array {
    const { h, hStride } = this.plan
    return this.gather(
      this.shape.T,
      this.shape.sizes.hidden,
      (block) => this.planesAt(block, h),
      hStride,
      1,
    )
  }

  /** One of the recorded planes, [T, B, H]. */
  plane(area: number): Float32Array {
    const { T, sizes } = this.shape
    return this.gather(T, sizes.hidden, (block) => this.planesAt(block, area), this.plan.zStride, 0)
  }

  /** The readout, [L, B, O]. */
  logits(): Float32Array {
    const { logits, yStride } = this.plan
    return this.gather(
      this.shape.L,
      this.shape.sizes.output,
      (block) => this.at(block, logits),
      yStride,
      0,
    )
  }

  /** Mean loss over the counted positions, added up block by block. */
  loss(): number {
    const sums = new Float64Array(this.memory.buffer)
    let loss = 0
    for (let block = 0; block < this.rowBlocks; block++) {
      loss += sums[(this.plan.block + block * this.plan.blockBytes + this.plan.lossSum) / 8]
    }
    return loss
  }
}
