/** The compiled kernels, from the file beside the program. */
import { readFile } from 'node:fs/promises'
import { InputError } from '../rules/input-error.ts'
import { assetUrl } from './program-file-url.ts'

/**
 * Compiled once; the module may be sent to other threads.
 * @throws InputError 'no-webassembly' where this Node has none
 */
export async function loadKernels(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new InputError('no-webassembly', {})
  return WebAssembly.compile(await readFile(assetUrl('kernels.wasm')))
}
