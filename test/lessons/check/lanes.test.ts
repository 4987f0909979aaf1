import { expect, it } from 'vitest'
import { Lanes } from '../../../src/lessons/check/lanes.ts'

/** Ends when it is told to, and notes when it began. */
function work(name: string, began: string[]) {
  let end = (): void => {}
  let fail = (): void => {}
  const promise = new Promise<string>((resolve, reject) => {
    end = () => resolve(name)
    fail = () => reject(new Error(name))
  })
  const run = () => {
    began.push(name)
    return promise
  }
  return { run, end, fail }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('does as much at a time as there are lanes, in the order of what was asked', async () => {
  const began: string[] = []
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => work(name, began))
  const lanes = new Lanes(2, 4)
  const done = [a, b, c, d].map(({ run }) => lanes.run(run).catch(({ message }) => message))
  await turn()
  expect(began).toEqual(['a', 'b'])
  // What fails leaves its lane to the next.
  b.fail()
  await turn()
  expect(began).toEqual(['a', 'b', 'c'])
  c.end()
  await turn()
  expect(began).toEqual(['a', 'b', 'c', 'd'])
  a.end()
  d.end()
  expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd'])
})

it('gives the cores to what there is to play', () => {
  const threads = (cores: number, plays: number): number => new Lanes(cores, plays).threads
  expect([threads(1, 12), threads(2, 12), threads(2, 1), threads(8, 2), threads(32, 64)]).toEqual([
    1, 1, 2, 4, 4,
  ])
})
