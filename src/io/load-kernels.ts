/** The compiled kernels, from the files beside the program. */
import { readFile } from 'node:fs/promises'
import { answerOf, KNOWN_ANSWER } from '../engine/known-answer.ts'
import { InputError } from '../rules/input-error.ts'
import { assetUrl } from './program-file-url.ts'
import { giveUpWide, simd } from './simd.ts'

/**
 * For a thread that others have started: whoever starts it has {@link checkedKernels}. The module
 * may be sent to other threads.
 * @throws InputError 'no-webassembly' where this Node has none
 */
export async function loadKernels(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new InputError('no-webassembly', {})
  const name = simd().bits === 256 ? 'kernels-wide.wasm' : 'kernels.wasm'
  return WebAssembly.compile(await readFile(assetUrl(name)))
}

/** While V8 compiles. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1))

/** The wide kernels if they come to their known answer; else, from now on, the narrow ones. */
export async function checkKernels(): Promise<WebAssembly.Module> {
  const module = await loadKernels()
  if (simd().bits === 128 || (await answerOf(module, rest)) === KNOWN_ANSWER) return module
  giveUpWide()
  return loadKernels()
}

let checked: Promise<WebAssembly.Module> | null = null

/**
 * The kernels of this process, held to their known answer once, when they are first needed. V8
 * shares what it compiled for this with all threads, so that they begin with it.
 * @throws InputError 'no-webassembly' where this Node has none
 */
export function checkedKernels(): Promise<WebAssembly.Module> {
  checked ??= checkKernels()
  return checked
}
