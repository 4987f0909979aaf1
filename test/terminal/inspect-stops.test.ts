/**
 * A long look into a net: it says on the terminal how far it is and nowhere else, and Ctrl-C ends
 * it in the middle.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type NamedTensor, serialiseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { gatelab } from '../support/program.ts'
import { closePrograms, openProgram, openShell } from '../support/pty.ts'
import { seededNumbers } from '../support/stacks.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

afterEach(closePrograms)

const folder = sharedFolder()
const large = join(folder, 'large.safetensors')
const middling = join(folder, 'middling.safetensors')
const input = join(folder, 'case.json')

/** Two layers of H units. */
function writeNet(path: string, H: number): void {
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
  writeFileSync(path, serialiseSafetensors(layers, {}))
}

beforeAll(() => {
  // Many seconds of measuring, and of running over 200 steps; and a few.
  writeNet(large, 1024)
  writeNet(middling, 512)
  const x = Array.from({ length: 200 }, (_, t) => [[Math.sin(t)], [Math.cos(t)]])
  writeFileSync(input, JSON.stringify({ x }))
})

const INSIDE = /Measuring: \d of 8 recurrent matrices done/
const ON_A_CASE = /(Forward|Back): \d+ of 400 time/
const ANY = /Measuring:|Forward:|Back:/

describe('Ctrl-C', () => {
  it.each([
    ['what is inside', [], INSIDE, /Nothing odd|What is odd/],
    ['what happens on a case', ['--input', input], ON_A_CASE, /Prediction/],
  ] as const)('%s', async (_, more, progress, result) => {
    const program = openProgram(['inspect', large, ...more], {
      afterwards: "stty -a | grep -q ' echo ' && echo 'it echoes'",
    })
    await program.waitFor((screen) => progress.test(screen), 60_000)
    program.press('\u0003')
    expect(await program.exited).toBe(130)
    const said = program.main()
    expect(said).not.toMatch(result)
    // The terminal's own echo of the key stands on a line of its own, and nothing behind it.
    expect(said.trimEnd()).toMatch(/time steps\n\^Cit echoes$|done\n\^Cit echoes$/)
  })
})

describe('progress is the terminal’s alone', () => {
  it.each([
    ['what is inside', '', INSIDE],
    ['what is inside, as JSON', '--json', INSIDE],
    ['what happens on a case, as JSON', `--input ${input} --json`, ON_A_CASE],
  ] as const)('%s', async (_, more, progress) => {
    const shell = openShell({ folder })
    await shell.waitFor('%')
    shell.press(`gatelab inspect ${middling} ${more} > out.txt; echo "ended: $?"\r`)
    await shell.waitFor((screen) => /^ended: \d/m.test(screen), 60_000)
    expect(shell.main()).toMatch(progress)
    expect(shell.main()).toContain('ended: 0')
    const written = readFileSync(join(folder, 'out.txt'), 'utf8')
    expect(written).not.toMatch(ANY)

    const args = ['inspect', middling, ...more.split(' ').filter((word) => word !== '')]
    const piped = await gatelab(args)
    expect(piped).toMatchObject({ code: 0, stderr: '' })
    expect(written === piped.stdout).toBe(true)
  })
})
