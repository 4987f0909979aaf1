/** The compiled kernels, from the files beside the program. */
import { readFile } from 'node:fs/promises'
import { answerOf, KNOWN_ANSWER } from '../engine/known-answer.ts'
import { InputError } from '../rules/input-error.ts'
import { assetUrl } from './program-file-url.ts'
import { giveUpWide, simd } from './simd.ts'

/**
 * Compiled once; the module may be sent to other threads.
 * @throws InputError 'no-webassembly' where this Node has none
 */
export async function loadKernels(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new InputError('no-webassembly', {})
  const name = simd().bits === 256 ? 'kernels-wide.wasm' : 'kernels.wasm'
  return WebAssembly.compile(await readFile(assetUrl(name)))
}

/** While V8 compiles. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1))

/**
 * Holds the wide kernels to their known answer, where they are about to be used; false where a bit
 * of it differs, and from then on the narrow ones are. V8 shares what it compiled for this with all
 * threads, so that they begin with it.
 */
export async function checkKernels(): Promise<boolean> {
  if (simd().bits === 128 || (await answerOf(await loadKernels(), rest)) === KNOWN_ANSWER)
    return true
  giveUpWide()
  return false
}
