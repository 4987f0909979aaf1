import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { alarmAfter, startWorkClock, workedBetween } from '../../src/threads/work-clock.ts'

const zero = { wall: 0, processors: 0 }

test('work is what passed where a processor was given, however many were', () => {
  expect(workedBetween(zero, { wall: 1000, processors: 1000 })).toBe(1000)
  expect(workedBetween(zero, { wall: 1000, processors: 4000 })).toBe(1000)
})

test('on a machine that gives a tenth of a processor, work takes ten times as long', () => {
  expect(workedBetween(zero, { wall: 1000, processors: 100 })).toBe(100)
})

test('a program that does nothing still comes to its end', () => {
  expect(workedBetween(zero, { wall: 1000, processors: 0 })).toBe(50)
})

test('a clock begins when it is started', () => {
  const times = [
    { wall: 500, processors: 300 },
    { wall: 900, processors: 450 },
  ]
  const worked = startWorkClock(() => times.shift() ?? zero)
  expect(worked()).toBe(150)
})

test('an alarm rings while another thread works without end', async () => {
  const busy = new Worker('for (;;);', { eval: true })
  await new Promise<void>((resolve) => alarmAfter(50, resolve))
  await busy.terminate()
})

test('an alarm that was taken off does not ring', async () => {
  let rung = false
  alarmAfter(1, () => {
    rung = true
  })()
  await new Promise<void>((resolve) => alarmAfter(5, resolve))
  expect(rung).toBe(false)
})
