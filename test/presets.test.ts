/** Presets of the built program. */
import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { gatelab, LAUNCHER } from './support/program.ts'

it('the gradient at the start is what PyTorch computes, for every start', async () => {
  const { code, stdout, stderr } = await gatelab(['compare', '--preset', 'gradient-at-start', '--json'])
  expect([code, stderr]).toEqual([0, ''])
  const preset = JSON.parse(stdout)
  expect(preset).toMatchObject({ schema: 'gatelab.preset/1', name: 'gradient-at-start', partial: false })
  expect(preset.rows).toHaveLength(6)
  for (const { kind, paper, ours, verdict } of preset.rows) {
    expect([kind, verdict]).toEqual(['decades', 'reproduces'])
    expect(Math.abs(ours - paper)).toBeLessThanOrEqual(1)
  }
  expect(preset.verdict).toBe('reproduces')
  expect(preset.studies.lstm.points).toHaveLength(4)
})

it('interrupted, it says that there is no verdict', async () => {
  const child = spawn(process.execPath, [LAUNCHER, 'compare', '--preset', 'hochreiter1997-temporal-order', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  await new Promise((resolve) => setTimeout(resolve, 3000))
  child.kill('SIGINT')
  expect(await closed).toBe(130)
  expect(JSON.parse(said)).toMatchObject({ partial: true, verdict: null, rows: [] })
})
