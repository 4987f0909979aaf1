/**
 * Two nodes of one direction each that read the same and stand side by side behind it: how several
 * exporters write a layer of both directions.
 */
import { axisOf } from './fold.ts'
import type { RecurrentNode } from './recurrent.ts'
import type { Traced } from './trace.ts'
import type { Walk } from './walk.ts'

export class Pairs {
  readonly #walk: Walk
  /** By each of its two nodes. */
  readonly #made = new Map<RecurrentNode, RecurrentNode>()

  constructor(walk: Walk) {
    this.#walk = walk
  }

  /** What two outputs one after the other along an axis are of; null where they make no layer. */
  sideBySide(one: Traced, two: Traced, givenAxis: number): Traced | null {
    const axis = axisOf(givenAxis, one.axes.length)
    const alike = one.axes.join() === two.axes.join() && one.last === two.last
    if (axis === null || !alike) return null
    const axes = axesOf(one.axes, axis)
    const layer = axes && this.#pair(one.layer, two.layer)
    return layer && { layer, axes, last: one.last, atEnd: false, direction: null }
  }

  /** The layers with each pair as one, in the place of its first node. */
  joined(layers: readonly RecurrentNode[]): RecurrentNode[] {
    return [...new Set(layers.map((layer) => this.#made.get(layer) ?? layer))]
  }

  #pair(first: RecurrentNode, second: RecurrentNode): RecurrentNode | null {
    const [known, other] = [this.#made.get(first), this.#made.get(second)]
    if (known || other) return known === other ? (known ?? null) : null
    if (!first.forward || first.backward || !second.backward || second.forward) return null
    const read = this.#inputOf(first)
    if (!read || read !== this.#inputOf(second) || factsOf(first) !== factsOf(second)) return null
    const pair: RecurrentNode = {
      ...{ ...first, backward: second.backward },
      stateElsewhere: first.stateElsewhere || second.stateElsewhere,
      ownLengths: first.ownLengths || second.ownLengths,
    }
    this.#made.set(first, pair)
    this.#made.set(second, pair)
    return pair
  }

  #inputOf({ place: { node, scope } }: RecurrentNode) {
    const value = scope.input(node, 0)
    return value && this.#walk.origin(value)
  }
}

/** What the two directions of a layer have in common. */
const factsOf = ({ kind, input, hidden, batchFirst, form }: RecurrentNode): string =>
  JSON.stringify([kind, input, hidden, batchFirst, form])

/** Side by side as directions, or as units where the axis of directions is gone or of size 1. */
function axesOf(axes: Traced['axes'], axis: number): Traced['axes'] | null {
  if (axes[axis] === 'D') return axes
  if (axes[axis] !== 'H') return null
  return axes.with(axis, 'DH').map((one) => (one === 'D' ? 't' : one))
}
