/**
 * Builds the kernels into a folder (dist/ unless another is given): kernels.wasm, and
 * kernels-wide.wasm for a V8 that makes 256-bit vectors of it. asconfig.json holds how they differ.
 * What stands behind the folder goes to the compiler.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import PairHalves from './pair-halves.js'

const TOP = fileURLToPath(new URL('../', import.meta.url))
const TARGETS = {
  narrow: { file: 'kernels.wasm', transforms: [] },
  wide: { file: 'kernels-wide.wasm', transforms: [PairHalves] },
}

const [folder = 'dist', ...more] = process.argv.slice(2)
for (const [target, { file, transforms }] of Object.entries(TARGETS)) {
  const options = [
    '--config',
    'asconfig.json',
    '--target',
    target,
    '--outFile',
    `${folder}/${file}`,
  ]
  const args = ['src/engine/wasm/index.ts', '--baseDir', TOP, ...options, ...more]
  const { error, stderr } = await asc.main(args, { transforms })
  if (error) {
    process.stderr.write(stderr.toString())
    throw error
  }
}
