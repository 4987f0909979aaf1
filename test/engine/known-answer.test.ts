/** The answer that the wide kernels are held to before they are used. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, it, vi } from 'vitest'
import { answerOf, KNOWN_ANSWER } from '../../src/engine/known-answer.ts'
import { checkedKernels, checkKernels, loadKernels } from '../../src/io/load-kernels.ts'
import { assetUrl } from '../../src/io/program-file-url.ts'
import { simd } from '../../src/io/simd.ts'

const files = vi.hoisted(() => ({ spoil: false, read: [] as string[] }))
vi.mock('node:fs/promises', async (original) => {
  const { readFile } = await original<typeof import('node:fs/promises')>()
  return {
    readFile: async (url: URL) => {
      files.read.push(url.pathname.split('/').at(-1) ?? '')
      return files.spoil ? spoiled(url) : readFile(url)
    },
  }
})

/** Kernels of which one constant, 1/6 of the exponential's polynomial, has another last bit. */
function spoiled(url: URL): Buffer {
  const bytes = readFileSync(url)
  const constant = Buffer.from(Float32Array.of(1.6666665459e-1).buffer)
  const at = bytes.indexOf(constant)
  if (at < 0) throw new Error('no such constant')
  bytes[at] ^= 1
  return bytes
}
const moduleOf = (name: string) => new WebAssembly.Module(readFileSync(assetUrl(name)))

afterEach(() => {
  vi.unstubAllEnvs()
  files.spoil = false
  files.read.length = 0
})

it.each(['kernels.wasm', 'kernels-wide.wasm'])('%s comes to the known answer', async (name) => {
  expect(await answerOf(moduleOf(name))).toBe(KNOWN_ANSWER)
})

it('keeps wide kernels that come to it', async () => {
  vi.stubEnv('GATELAB_SIMD_PATH', '256 auto')
  await checkKernels()
  expect(files.read).toEqual(['kernels-wide.wasm'])
  expect(simd()).toEqual({ bits: 256, why: 'auto' })
})

it('gives up wide kernels of which one bit is another, and only those', async () => {
  files.spoil = true
  vi.stubEnv('GATELAB_SIMD_PATH', '256 auto')
  expect(await answerOf(await loadKernels())).not.toBe(KNOWN_ANSWER)
  await checkKernels()
  expect(files.read).toEqual(['kernels-wide.wasm', 'kernels-wide.wasm', 'kernels.wasm'])
  expect(simd()).toEqual({ bits: 128, why: 'known-answer' })
})

it('checks them once for a process', async () => {
  vi.stubEnv('GATELAB_SIMD_PATH', '256 auto')
  expect(await checkedKernels()).toBe(await checkedKernels())
  expect(files.read).toEqual(['kernels-wide.wasm'])
})
