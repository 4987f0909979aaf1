/** A small workbench for tests, closed by itself. */
import { afterEach } from 'vitest'
import type { Cell } from '../../src/engine/types.ts'
import type { TrainingResult } from '../../src/results/lab-results.ts'
import type { Spec } from '../../src/specs/spec.ts'
import { train } from '../../src/workbench/train.ts'
import { Workbench } from '../../src/workbench/workbench.ts'

const open: Workbench[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((bench) => bench.close()))
})

/** adding at T = 12, H = 9, B = 10: odd sizes, quick steps. */
export function smallBench(choices: Partial<Spec> = {}, workers = 1): Workbench {
  const bench = new Workbench(workers)
  open.push(bench)
  bench.choose('task', {
    ...bench.spec,
    length: 12,
    hidden: 9,
    batch: 10,
    evalEvery: 20,
    ...choices,
  })
  return bench
}

export interface Asked {
  readonly steps: number
  readonly cells?: readonly Cell[]
  readonly untilSolved?: boolean
  /** Told of every event; may stop the bench. */
  readonly hear?: (event: { readonly type: string }) => void
}

/** Trains and gives the result. */
export async function trained(
  bench: Workbench,
  { steps, cells, untilSolved = false, hear }: Asked,
): Promise<TrainingResult> {
  for await (const event of train(bench, {
    line: `train ${steps}`,
    cells: cells ?? bench.spec.cells,
    steps,
    untilSolved,
  })) {
    hear?.(event)
    if (event.type === 'lab') return event.result
  }
  throw new Error('no result')
}
