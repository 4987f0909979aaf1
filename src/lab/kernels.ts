/** The compiled kernels, from the file beside the program. */
import { readFile } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'
import { beside } from './beside.ts'

/**
 * Compiled once; the module may be sent to other threads.
 * @throws Refusal 'no-webassembly' where this Node has none
 */
export async function loadKernels(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new Refusal('no-webassembly', {})
  return WebAssembly.compile(await readFile(beside('kernels.wasm')))
}
