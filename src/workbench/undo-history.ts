/** The workbench's past and, after an undo, its future. */
import { type BenchState, bytesOf, digestOfState, type NetState } from './state.ts'

export interface Change {
  readonly line: string
  readonly state: BenchState
}

/** Where a timeline stood. */
export interface Mark {
  readonly changes: readonly Change[]
  readonly at: number
  readonly forgotten: number
}

/**
 * Changes that can be undone at most, and bytes of nets that they may hold: 12 MiB, or 256 MiB
 * where a few large ones take more. The present is always kept.
 */
const MOST_CHANGES = 1000
const MOST_BYTES = 12 * 2 ** 20
const FEW_CHANGES = 8
const MOST_BYTES_OF_FEW = 2 ** 28

export class Timeline {
  /** `changes[at]` is the present; changes[0] is where the past begins. */
  private changes: Change[]
  private at = 0
  /** Changes that were dropped: undo cannot go back behind them. */
  forgotten = 0

  constructor(start: Change) {
    this.changes = [start]
  }

  get present(): BenchState {
    return this.changes[this.at].state
  }
  get undoable(): number {
    return this.at
  }
  get redoable(): number {
    return this.changes.length - 1 - this.at
  }

  /** A new present; what was undone is gone. A state equal to the present is no change. */
  push(line: string, state: BenchState): void {
    if (digestOfState(state) === digestOfState(this.present)) {
      this.changes[this.at] = { ...this.changes[this.at], state }
      return
    }
    this.changes = [...this.changes.slice(0, this.at + 1), { line, state }]
    this.at++
    while (this.at > 0 && this.isTooMuch()) {
      this.changes.shift()
      this.at--
      this.forgotten++
    }
  }

  /** The line that is undone, or null at the beginning. */
  undo(): string | null {
    if (this.at === 0) return null
    return this.changes[this.at--].line
  }

  redo(): string | null {
    if (this.redoable === 0) return null
    return this.changes[++this.at].line
  }

  /** The state so many changes ago, or null where the past does not reach back that far. */
  back(count: number): BenchState | null {
    return this.changes[this.at - count]?.state ?? null
  }

  /** Past, present and future as they are now, to come back to. */
  mark(): Mark {
    return { changes: [...this.changes], at: this.at, forgotten: this.forgotten }
  }

  backTo({ changes, at, forgotten }: Mark): void {
    this.changes = [...changes]
    this.at = at
    this.forgotten = forgotten
  }

  list(): { changes: readonly Change[]; at: number } {
    return { changes: this.changes, at: this.at }
  }

  private isTooMuch(): boolean {
    const { length } = this.changes
    return (
      length > MOST_CHANGES ||
      this.bytes() > (length > FEW_CHANGES ? MOST_BYTES : MOST_BYTES_OF_FEW)
    )
  }

  private bytes(): number {
    const nets = new Set<NetState>(this.changes.flatMap(({ state }) => Object.values(state.nets)))
    return [...nets].reduce((sum, net) => sum + bytesOf(net), 0)
  }
}
