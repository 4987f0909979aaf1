/**
 * Trainings that several workbenches share: equal nets, settings and seeds come to equal bits, so
 * what one of them has trained another need not train again.
 */
import { createHash } from 'node:crypto'
import { bytesOf, digestOfNet } from '../state.ts'
import type { TrainAnswer, TrainAsk } from '../workers/shared-jobs.ts'

/** Bytes of nets that are kept; those of long ago go first. */
const MAX_BYTES = 2 ** 26

export class TrainingCache {
  private readonly known = new Map<string, { answer: Promise<TrainAnswer>; bytes: number }>()
  private bytes = 0

  /** What was found before, or is being worked out elsewhere; else what `train` finds. */
  async of(ask: TrainAsk, train: () => Promise<TrainAnswer>): Promise<TrainAnswer> {
    // What a file holds may change.
    if (ask.spec.file) return train()
    const key = keyOf(ask)
    for (let found = this.known.get(key); found; found = this.known.get(key)) {
      const answer = await found.answer.catch(() => null)
      if (answer && !answer.stopped) return answer
    }
    const answer = train()
    const entry = { answer, bytes: 0 }
    this.known.set(key, entry)
    const forget = () => {
      if (this.known.get(key) === entry) this.known.delete(key)
      this.bytes -= entry.bytes
    }
    try {
      const { net, stopped } = await answer
      // It says how far somebody let it come.
      if (stopped) forget()
      else entry.bytes = bytesOf(net)
    } catch (error) {
      forget()
      throw error
    }
    this.bytes += entry.bytes
    this.shrink()
    return answer
  }

  private shrink(): void {
    for (const [key, { bytes }] of this.known) {
      if (this.bytes <= MAX_BYTES) return
      // Nobody knows yet how large what is being trained will be.
      if (bytes === 0) continue
      this.known.delete(key)
      this.bytes -= bytes
    }
  }
}

/** All that an answer depends on; by how many threads it is found changes no bit. */
function keyOf({ spec, cell, operations, net, until, untilSolved }: TrainAsk): string {
  const from = net && [digestOfNet(net), net.solvedAt, net.curve]
  const asked = [spec, cell, operations, from, until, untilSolved]
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}
