/** A helper thread of a team: waits for an order, does its share of the step, and again. */
import { workerData } from 'node:worker_threads'
import { instantiate } from '../engine/kernels.ts'
import { trainingStep } from '../engine/step.ts'
import { Meeting, readOrder } from './meeting.ts'
import { giveWay } from './priority.ts'
import type { HelperData } from './team.ts'

giveWay()
const { module, memory, place, orders, rank, size } = workerData as HelperData
const kernels = instantiate(module, memory)
const squares = new Float64Array(memory.buffer)
const meeting = new Meeting(orders, size)
const meet = () => meeting.meet()

for (;;) {
  meet()
  const { update, measure, done } = readOrder(orders)
  if (done) break
  trainingStep(kernels, place, { rank, size }, squares, update, measure, meet)
}
