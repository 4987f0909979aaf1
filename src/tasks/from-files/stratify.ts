/**
 * Which sequences each fold holds out, by their content alone. Every sequence is held out once
 * where its classes allow it; every fold holds out each class that two sequences or more have, and
 * leaves one of each class to train on.
 */

import { HELD_OUT } from '../../rules/limits.ts'
import type { Folds, Gathered } from '../shared/file-content.ts'
import { canonical, classesOf, membersOf } from './canonical-order.ts'
import { foldCount, foldsFrom, MAX_FOLDS } from './folds.ts'

export function stratified(gathered: Gathered): Folds {
  const { order, ranks } = canonical(gathered)
  const count = foldCount(order.length)
  // Of a very large file not all are ever held out.
  const taken = order.subarray(0, MAX_FOLDS * HELD_OUT)
  const held = gathered.classes
    ? new ByClass(gathered, order, ranks, count).folds(taken)
    : byAnswer(gathered, taken, count)
  const place = new Uint32Array(order.length)
  for (const [at, n] of order.entries()) place[n] = at
  return foldsFrom(
    held.map((one) => one.toSorted((a, b) => place[a] - place[b])),
    order,
  )
}

/** By their last answer: of every F neighbours each goes to another fold. */
function byAnswer(
  { asked, outputSize, y }: Gathered,
  order: Uint32Array,
  count: number,
): number[][] {
  const held = Array.from({ length: count }, (): number[] => [])
  const place = new Map(Array.from(order, (n, at) => [n, at]))
  const last = (n: number) => y[(asked[n + 1] - 1) * outputSize]
  const sorted = order.toSorted((a, b) => last(a) - last(b))
  for (let from = 0; from < sorted.length; from += count) {
    const neighbours = sorted
      .subarray(from, from + count)
      .toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
    // The last few begin where the block's number says, so that no fold has always the larger
    // share.
    for (const [k, n] of neighbours.entries()) held[(k + from / count) % count].push(n)
  }
  return held
}

/**
 * By their classes, the rarest first, each to the fold that has the fewest of that class, and then
 * the fewest of all (after Sechidis, Tsoumakas & Vlahavas 2011, "On the stratification of
 * multi-label data").
 */
class ByClass {
  /** Sequences that have a class, in order; and of each fold how many it holds out of a class. */
  private readonly members: readonly number[][]
  private readonly counts: Uint32Array[]
  private readonly held: Set<number>[]

  constructor(
    private readonly gathered: Gathered,
    order: Uint32Array,
    private readonly ranks: Uint32Array,
    private readonly count: number,
  ) {
    this.members = membersOf(gathered, order)
    this.counts = Array.from({ length: count }, () => new Uint32Array(gathered.outputSize))
    this.held = Array.from({ length: count }, () => new Set<number>())
  }

  folds(taken: Uint32Array): number[][] {
    const among = new Set(taken)
    const rarestFirst = Array.from(this.members.keys()).sort(
      (a, b) => this.ranks[a] - this.ranks[b],
    )
    for (const one of rarestFirst) {
      for (const n of this.members[one]) {
        if (!among.delete(n)) continue
        const fold = this.emptiest(one, n)
        if (fold !== null) this.holdOut(fold, n)
      }
    }
    for (const one of rarestFirst) this.complete(one)
    return this.held.map((one) => Array.from(one))
  }

  private classes(n: number): Iterable<number> {
    return classesOf(this.gathered.asked, this.gathered.y, n)
  }

  /** Whether one of each class of sequence n is left to train on where this fold holds it out. */
  private leaves(fold: number, n: number): boolean {
    for (const one of this.classes(n))
      if (this.counts[fold][one] + 2 > this.members[one].length) return false
    return true
  }

  private holdOut(fold: number, n: number): void {
    this.held[fold].add(n)
    for (const one of this.classes(n)) this.counts[fold][one]++
  }

  /** The fold for a sequence of that class; null where there is none that may hold it out. */
  private emptiest(one: number, n: number): number | null {
    let best: number | null = null
    for (let fold = 0; fold < this.count; fold++) {
      if (!this.leaves(fold, n)) continue
      if (best === null || this.before(fold, best, one)) best = fold
    }
    return best
  }

  private before(fold: number, other: number, one: number): boolean {
    const [a, b] = [this.counts[fold][one], this.counts[other][one]]
    return a < b || (a === b && this.held[fold].size < this.held[other].size)
  }

  /**
   * Folds that hold out none of a class take one in turn, though another fold holds it out already.
   */
  private complete(one: number): void {
    const members = this.members[one]
    if (members.length < 2) return
    for (let fold = 0; fold < this.count; fold++) {
      if (this.counts[fold][one] > 0) continue
      const turned = members.map((_, k) => members[(k + fold) % members.length])
      const found = turned.find((n) => this.leaves(fold, n))
      if (found !== undefined) this.holdOut(fold, found)
    }
  }
}
