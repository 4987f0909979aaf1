/**
 * The languages of Gers & Schmidhuber 2001: n times a, n times b, and so on, between a start S and
 * an end T. A net reads S and the letters, and says at each step which symbols may come next.
 */
import { checked } from '../shared/options.ts'
import { countSequences } from '../shared/score.ts'
import type { Batch, Reach, Task, TaskKind } from '../shared/task.ts'
import { clear, weightsOf } from '../shared/varying-length.ts'

/** Strings beyond training are tried up to this n: as far as the source's best net went. */
const MAX_CANDIDATES = 1000
/** An output above this says that its symbol may come. */
const SAYS = 0.5

/** @param letters how many: 2 for aⁿbⁿ, 3 for aⁿbⁿcⁿ */
export function counting(name: string, letters: number): TaskKind {
  const kind = { name, defaultLength: 10, minLength: 2 }
  /** Inputs: the letters, then S. Outputs: the letters, then T. */
  const K = letters + 1
  const alphabet = [...'abc'.slice(0, letters)]
  const steps = (n: number) => letters * n + 1
  /** Whether symbol k may come next, where so many letters of n each have been read. */
  const legal = (read: number, n: number, k: number): boolean =>
    read === 0 ? k === 0 : read <= n ? k <= 1 : k === Math.floor(read / n)

  function write(batch: Batch, B: number, b: number, n: number): void {
    const weight = weightsOf(batch)
    for (let t = 0; t < steps(n); t++) {
      const at = (t * B + b) * K
      batch.x[at + (t === 0 ? letters : Math.floor((t - 1) / n))] = 1
      for (let k = 0; k < K; k++) if (legal(t, n, k)) batch.y[at + k] = 1
      weight[t * B + b] = 1
    }
  }

  /** Where weight ends, the string does. */
  function accepts(readout: Float32Array, batch: Batch, B: number, b: number): boolean {
    const weight = weightsOf(batch)
    for (let n = b; n < weight.length && weight[n] === 1; n += B) {
      for (let at = n * K; at < (n + 1) * K; at++) {
        if (batch.y[at] === 1 ? !(readout[at] > SAYS) : !(readout[at] <= SAYS)) return false
      }
    }
    return true
  }

  const sizesUpTo = (n: number) => ({
    timeSteps: steps(n),
    answerSteps: steps(n),
    inputSize: K,
    outputSize: K,
  })
  return {
    ...kind,
    make(options): Task {
      const { length: N } = checked(kind, options)
      const sizes = sizesUpTo(N)
      const reach: Reach = {
        trained: N,
        most: MAX_CANDIDATES,
        timeSteps: steps,
        fill(batch, B, first) {
          clear(batch, B, sizesUpTo(first + B - 1))
          for (let b = 0; b < B; b++) write(batch, B, b, first + b)
        },
        accepts,
      }
      return {
        name,
        ...sizes,
        weighted: true,
        loss: 'mse',
        notation: { symbols: [...alphabet, 'S'], outputs: [...alphabet, 'T'] },
        metric: 'accuracy',
        baseline: 1 / N,
        threshold: 1,
        sample(random, batch, B) {
          clear(batch, B, sizes)
          for (let b = 0; b < B; b++) write(batch, B, b, 1 + random.below(N))
        },
        score: (readout, batch, B) => countSequences(B, (b) => accepts(readout, batch, B, b)),
        reach,
        /** The steps of the letter a: how many they are is what must be remembered. */
        marks({ x }, B, b) {
          const marked: number[] = []
          for (let t = 1; t < sizes.timeSteps; t++) if (x[(t * B + b) * K] === 1) marked.push(t)
          return marked
        },
      }
    },
  }
}
