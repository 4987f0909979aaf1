/** Long loops on the main thread, which also handles signals and draws: they yield regularly. */

/** Milliseconds after which such a loop yields. */
const AT_A_TIME = 40

/** Yields to other work when it is due. */
export class Turns {
  private last = performance.now()

  get due(): boolean {
    return performance.now() - this.last >= AT_A_TIME
  }

  async give(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve))
    this.last = performance.now()
  }
}

/** Calls `work` for each, yielding in between, until `isCancelled` returns true. */
export async function eachInTurns<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  isOver: () => boolean = () => false,
): Promise<void> {
  const turns = new Turns()
  for (const item of items) {
    work(item)
    if (!turns.due) continue
    await turns.give()
    if (isOver()) return
  }
}

/**
 * A copy sorted by descending key, stable: a merge sort that yields in between. Empty if
 * `isCancelled` returns true.
 */
export async function largestFirst<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  isOver: () => boolean = () => false,
): Promise<T[]> {
  const count = items.length
  const keys = new Float64Array(count)
  let filled = 0
  const weigh = (item: T) => {
    keys[filled++] = keyOf(item)
  }
  await eachInTurns(items, weigh, isOver)
  if (filled < count) return []
  const turns = new Turns()
  let [from, to] = [new Uint32Array(count).map((_, n) => n), new Uint32Array(count)]
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      merge(from, to, keys, start, width)
      if (turns.due) await turns.give()
    }
    ;[from, to] = [to, from]
  }
  return Array.from(from, (place) => items[place])
}

/** Two sorted pieces of `width` places become one. */
function merge(
  from: Uint32Array,
  to: Uint32Array,
  keys: Float64Array,
  start: number,
  width: number,
): void {
  const middle = Math.min(start + width, from.length)
  const end = Math.min(middle + width, from.length)
  let [left, right] = [start, middle]
  for (let at = start; at < end; at++) {
    const takesLeft = left < middle && (right >= end || keys[from[left]] >= keys[from[right]])
    to[at] = takesLeft ? from[left++] : from[right++]
  }
}
