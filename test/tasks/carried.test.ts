import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { random } from '../../src/engine/random.ts'
import { CARRIED_TASKS, findTask } from '../../src/tasks/index.ts'
import { CARRIED_NAMES, type CarriedName } from '../../src/tasks/names.ts'
import type { Batch, Task } from '../../src/tasks/shared/task.ts'
import { emptyBatch } from '../../src/training/held-out.ts'
import { taskByItself } from '../../src/training/setup/resolve-spec.ts'
import { carriedText } from '../../src/user-data/carried-texts.ts'

const read = (name: CarriedName) =>
  readFile(fileURLToPath(new URL(`../../lessons/texts/${name}.txt`, import.meta.url)), 'utf8')

/** The text as its task writes it: in small letters, and what is no symbol as □. */
async function written(name: CarriedName): Promise<string[]> {
  const all = [...(await read(name)).toLowerCase()]
  const symbols = taskByItself(findTask(name)).notation?.symbols ?? []
  const shown = (one: string) => (one === '\n' ? '↵' : one === ' ' ? '␣' : one)
  return all.map(shown).map((one) => (symbols.includes(one) ? one : '□'))
}

/** Sequence b of a batch as characters: what is shown, and what is asked last. */
function charactersOf(task: Task, { x, y }: Batch, B: number, b: number): string {
  const { timeSteps: T, inputSize: V, notation } = task
  const at = (values: Float32Array, t: number) =>
    notation?.symbols?.[values.subarray((t * B + b) * V, (t * B + b + 1) * V).indexOf(1)] ?? ''
  const shown = Array.from({ length: T }, (_, t) => at(x, t))
  const asked = Array.from({ length: T }, (_, t) => at(y, t))
  expect(asked.slice(0, -1)).toEqual(shown.slice(1))
  return [...shown, asked[T - 1]].join('')
}

describe('the texts that the package carries', () => {
  it('are sixty sonnets of fourteen lines', async () => {
    const sonnets = (await read('sonnets')).trimEnd().split('\n\n')
    expect(sonnets).toHaveLength(60)
    for (const one of sonnets) expect(one.split('\n'), one).toHaveLength(14)
    expect(sonnets[17]).toMatch(/^Shall I compare thee to a summer's day\?/)
  })

  it('are the twenty books of the Analects, in Chinese characters', async () => {
    const books = (await read('analects')).trimEnd().split('\n\n')
    expect(books).toHaveLength(20)
    expect(books[0]).toMatch(/^子曰：“学而时习之，不亦说乎？/)
    expect(books.join('')).toMatch(/^[\p{Script=Han}，。、：；？！“”‘’《》\n]+$/u)
  })
})

describe.each(CARRIED_NAMES)('%s', (name) => {
  const task = taskByItself(findTask(name))
  const T = task.timeSteps

  it('holds out the last tenth, in windows that no training sees', async () => {
    const all = await written(name)
    const split = carriedText(name).split
    expect(split).toBe(all.length - Math.floor(all.length / 10))
    const [trained, heldOut] = [all.slice(0, split).join(''), all.slice(split).join('')]
    const [numbers, B] = [random(1, 'train'), 32]
    const batch = emptyBatch(task, B)
    task.sample(numbers, batch, B)
    for (let b = 0; b < B; b++) expect(trained).toContain(charactersOf(task, batch, B, b))
    task.sample(numbers, batch, B, 0)
    for (let b = 0; b < B; b++) expect(heldOut).toContain(charactersOf(task, batch, B, b))
  })

  it('slides over what is held out, character by character', async () => {
    const all = await written(name)
    const { split } = carriedText(name)
    const { sliding } = task
    const B = 3
    const batch = emptyBatch(task, B)
    sliding?.fill(batch, B, 5)
    for (let b = 0; b < B; b++) {
      const from = split + 5 + b
      expect(charactersOf(task, batch, B, b)).toBe(all.slice(from, from + T + 1).join(''))
    }
    expect(split + (sliding?.count ?? 0) + T).toBe(all.length)
  })

  it('is harder to tell the less is known, down to all symbols alike', () => {
    const { uniform = 0, tables = [] } = task.sliding?.tables() ?? {}
    expect(uniform).toBe(Math.log2(task.outputSize))
    expect(tables[0]).toBeLessThan(uniform)
    expect(tables[1]).toBeLessThan(tables[0])
    // Its own distribution is the best constant; what is counted elsewhere is no better.
    expect(tables[0] * Math.LN2).toBeGreaterThan(task.baseline - 0.02)
    expect(task.threshold).toBeLessThan(task.baseline)
  })
})

it('the tasks are named as the texts are', () => {
  expect(CARRIED_TASKS.map(({ name, carried }) => [name, carried])).toEqual(
    CARRIED_NAMES.map((name) => [name, name]),
  )
})
