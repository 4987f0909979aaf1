/** Planning of large studies: the same plan, with room for whatever else goes on. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Point, planLater, planOf } from '../../src/experiments/plan.ts'
import { type Design, single } from '../../src/specs/design.ts'
import { resolveSpec } from '../../src/training/resolve-spec.ts'
import { gatelab } from '../support/program.ts'

const values = (count: number) => Array.from({ length: count }, (_, n) => n + 2)
const swept: Design = {
  ...single(resolveSpec({ task: 'adding', hidden: 3, batch: 4, seeds: [1, 2, 3] })),
  axes: [
    { option: 'length', values: values(90) },
    { option: 'hidden', values: values(90) },
  ],
}

describe('planLater', () => {
  it('plans the same, and timers come to their turn meanwhile', async () => {
    const told: number[] = []
    let turns = 0
    const timer = setInterval(() => {
      turns++
    })
    const plan = await planLater(swept, (points, of) => {
      expect(of).toBe(8100)
      told.push(points)
    })
    clearInterval(timer)
    const whole = planOf(swept)
    const settings = ({ index, at, spec, task, comparisons }: Point) => ({
      index,
      at,
      spec,
      task,
      comparisons,
    })
    expect(plan.points.map(settings)).toEqual(whole.points.map(settings))
    expect(plan.runs.map((run) => ({ ...run, spec: run.spec }))).toEqual(
      whole.runs.map((run) => ({ ...run, spec: run.spec })),
    )
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.length).toBeGreaterThan(0)
    expect(turns).toBeGreaterThan(0)
  })

  it('a run has its own spec: its H, its cell, its seed', () => {
    for (const { cell, seed, hidden, point, spec } of planOf(swept).runs.slice(0, 60)) {
      expect(spec).toMatchObject({
        cells: [cell],
        seeds: [seed],
        hidden,
        length: swept.axes[0].values[(point / 90) | 0],
      })
    }
  })
})

it('a key that is given twice in a line of results is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatelab-twice-'))
  try {
    const small = 'compare adding --length 5 --hidden 3 --batch 4 --steps 4 --seeds 1'.split(' ')
    expect((await gatelab([...small, '--results', folder])).code).toBe(0)
    const path = join(folder, 'results.jsonl')
    const text = await readFile(path, 'utf8')
    for (const [from, to, key] of [
      ['"steps":4,"final"', '"steps":4,"steps":4,"final"', 'steps'],
      ['"index":1', '"index":0,"index":1', 'index'],
      ['"design":{', '"digest":"x","design":{', 'digest'],
    ]) {
      const changed = text.replace(from, to)
      expect(changed).not.toBe(text)
      await writeFile(path, changed)
      const { code, stdout, stderr } = await gatelab(['report', path], { LANG: 'en_US.UTF-8' })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(
        new RegExp(`results\\.jsonl:[12]: this is no line of results \\("${key}" twice\\)`),
      )
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
