/** A thread of a group: waits for a step request, does its share of the step, and again. */
import { workerData } from 'node:worker_threads'
import { instantiate } from '../../engine/kernels.ts'
import { trainingStep } from '../../engine/step.ts'
import { lowerPriority } from '../priority.ts'
import { keepHeapsSmall } from '../small-heaps.ts'
import { Barrier, readStepRequest } from './barrier.ts'
import type { ThreadData } from './thread-group.ts'

lowerPriority()
keepHeapsSmall()
const { module, memory, place, requests, rank, size } = workerData as ThreadData
const kernels = instantiate(module, memory)
const squares = new Float64Array(memory.buffer)
const barrier = new Barrier(requests, size)
const synchronize = () => barrier.wait()

for (;;) {
  synchronize()
  const { update, measure, done } = readStepRequest(requests)
  if (done) break
  trainingStep(kernels, place, { rank, size }, squares, update, measure, synchronize)
}
