/** A long look into a net: it says how far it is, and Ctrl-C ends it in the middle. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type NamedTensor, serialiseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { closePrograms, openProgram } from '../support/pty.ts'
import { seededNumbers } from '../support/stacks.ts'
import { freshFolder } from '../support/temporary-folder.ts'

afterEach(closePrograms)

/** Two layers of 1,024 units: seconds of measuring, and of running over 200 steps. */
const H = 1024
const folder = freshFolder()
const weights = join(folder, 'large.safetensors')
const input = join(folder, 'case.json')

function writeLarge(): void {
  const numbers = Float32Array.from(seededNumbers(5)(4 * H * H), (one) => one / 32)
  const tensor = (name: string, columns: number): NamedTensor => [
    name,
    [4 * H, columns],
    numbers.subarray(0, 4 * H * columns),
  ]
  const layers = [0, 1].flatMap((n) => [
    tensor(`lstm.weight_ih_l${n}`, n === 0 ? 1 : H),
    tensor(`lstm.weight_hh_l${n}`, H),
  ])
  writeFileSync(weights, serialiseSafetensors(layers, {}))
  const x = Array.from({ length: 200 }, (_, t) => [[Math.sin(t)], [Math.cos(t)]])
  writeFileSync(input, JSON.stringify({ x }))
}

it.each([
  ['what is inside', [], /Measuring: \d of 8 recurrent matrices done/, /Nothing odd|What is odd/],
  ['what happens on a case', ['--input', input], /(Forward|Back): \d+ of 400 time/, /Prediction/],
] as const)('%s', async (_, more, progress, result) => {
  writeLarge()
  const program = openProgram(['inspect', weights, ...more], {
    afterwards: "stty -a | grep -q ' echo ' && echo 'it echoes'",
  })
  await program.waitFor((screen) => progress.test(screen), 60_000)
  program.press('\u0003')
  expect(await program.exited).toBe(130)
  const said = program.main()
  expect(said).not.toMatch(result)
  expect(said).not.toMatch(/gatelab:/)
  expect(said).toContain('it echoes')
})
