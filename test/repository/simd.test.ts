/** What the launcher decides of vectors, and whether V8 still knows the flag by its name. */
import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { expect, it } from 'vitest'
import { decide, EARLY, mergesVectors, REVECTORIZE } from '../support/simd.ts'

const machine = (node: string, more: object = {}) => ({
  argv: ['node', 'gatelab', 'compare', 'adding'],
  env: {},
  arch: 'x64',
  config: { variables: { v8_enable_wasm_simd256_revec: 1 } },
  platform: 'linux',
  versions: { node },
  ...more,
})
const yes = (): boolean => true
const no = (): boolean => false
const asks = (...words: string[]) => ({ argv: ['node', 'gatelab', 'compare', 'adding', ...words] })

it.each([
  ['a tested Node with AVX2', machine('24.22.3'), yes, 256, 'auto'],
  ['another tested Node', machine('26.12.1'), yes, 256, 'auto'],
  ['a Node whose V8 merges nothing', machine('22.23.5'), yes, 128, 'node'],
  ['a Node that nobody has tested', machine('28.0.0'), yes, 128, 'node'],
  ['a Node without the pass', machine('24.0.0', { config: { variables: {} } }), yes, 128, 'node'],
  ['another architecture', machine('24.0.0', { arch: 'arm64' }), yes, 128, 'node'],
  ['a processor without AVX2', machine('24.0.0'), no, 128, 'processor'],
  ['--simd 128', machine('24.0.0', asks('--simd', '128')), yes, 128, 'asked'],
  ['--simd=256', machine('28.0.0', asks('--simd=256')), no, 256, 'asked'],
  ['the last of two', machine('24.0.0', asks('--simd=128', '--simd', 'auto')), yes, 256, 'auto'],
  ['what stands behind --', machine('24.0.0', asks('--', '--simd', '128')), yes, 256, 'auto'],
  ['the variable', machine('24.0.0', { env: { GATELAB_SIMD: '128' } }), yes, 128, 'asked'],
  [
    'an option before the variable',
    machine('24.0.0', { env: { GATELAB_SIMD: '128' }, ...asks('--simd', '256') }),
    yes,
    256,
    'asked',
  ],
  [
    '256 where V8 cannot',
    machine('20.19.0', { config: { variables: {} }, ...asks('--simd', '256') }),
    yes,
    128,
    'node',
  ],
] as const)('%s', (_, process, avx2, bits, why) => {
  expect(decide(process, avx2)).toEqual({ bits, why })
})

it('names flags that a V8 with the pass knows, so that nothing is printed', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  const names = mergesVectors(process) ? [REVECTORIZE, EARLY] : [EARLY]
  for (const name of names) expect(known).toContain(`  ${name.split('=')[0]} `)
})
